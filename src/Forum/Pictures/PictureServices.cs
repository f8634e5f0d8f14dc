namespace Forum.Pictures;

public static class PictureServices
{
    public static void AddPictures(this IServiceCollection services) => services.AddScoped<PictureDesk>();
}
