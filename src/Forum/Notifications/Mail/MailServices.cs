using Forum.Foundation.Due;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Texts;
using Forum.Foundation.Web;
using Forum.Notifications.Choices;

namespace Forum.Notifications.Mail;

public static class MailServices
{
    public sealed record AddressBody(string? Address);
    public sealed record CodeBody(string? Code);

    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MailSettings>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<MuteTokens>();
        services.AddScoped<MailQueue>();
        services.AddScoped<LetterWriter>();
        services.AddScoped<MatterTitles>();
        services.AddScoped<DigestHours>();
        services.AddScoped<IDueWork, DigestsDue>();
        services.AddTransient<IPostman>(p => p.GetRequiredService<MailSettings>() is { Host: not null } smtp ? new SmtpPostman(smtp) : new FilePostman(p.GetRequiredService<MailSettings>()));
        services.AddSingleton<PostOffice>();
        services.AddHostedService(p => p.GetRequiredService<PostOffice>());
    }

    public static void MapMail(this IEndpointRouteBuilder api)
    {
        var mail = api.MapGroup("/me/mail").WithTags("notices");
        mail.MapPut("", async (AddressBody b, ISender s, TextBook t) => (await s.Send(new GiveAddress(b.Address))).Empty(t));
        mail.MapPost("/confirmation", async (CodeBody b, ISender s, TextBook t) => (await s.Send(new ConfirmAddress(b.Code))).Empty(t));
        mail.MapDelete("", async (ISender s, TextBook t) => (await s.Send(new RemoveAddress())).Empty(t));
    }

    /// <summary>The address in a mail's List-Unsubscribe (RFC 8058): a POST mutes, without cookie or form; opened by hand it asks first.</summary>
    public static void MapMailLinks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mail/one-click", (string? t) => Results.LocalRedirect($"/mail/mute?t={Uri.EscapeDataString(t ?? "")}")).ExcludeFromDescription();
        routes.MapPost("/mail/one-click", async (string? t, ISender s, TextBook texts) => (await s.Send(new MuteByMail(t))).Empty(texts)).DisableAntiforgery().RequireRateLimiting(WebServices.Writes).ExcludeFromDescription();
    }
}
