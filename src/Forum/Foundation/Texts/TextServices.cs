namespace Forum.Foundation.Texts;

public static class TextServices
{
    public static void AddTexts(this IServiceCollection services) => services.AddSingleton<TextBook>().AddSingleton<Moment>();
}
