namespace Forum.Evaluations;

public static class EvaluationServices
{
    public static void AddEvaluations(this IServiceCollection services) => services.AddScoped<SurveyDesk>();
}
