using System.Text.Json.Serialization.Metadata;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Forum.Accounts;
using Forum.Foundation.Outbox;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.ResponseCompression;

namespace Forum.Foundation.Web;

public static class WebServices
{
    public const string Writes = "writes";

    // Where a secret is tried: signing in, joining, taking up an invitation, the first set-up.
    private static readonly string[] Doors = ["/sign-in", "/join", "/invited", "/set-up", "/api/v1/session", "/api/v1/joinings", "/api/v1/invitations"];

    public static void AddForumWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel => { kestrel.AddServerHeader = false; kestrel.Limits.MaxRequestBodySize = VisitorLimit.Usual; });
        // Outside Development too, so that a program that was built but not published finds its styles and scripts.
        builder.WebHost.UseStaticWebAssets();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        // Without this every Chinese character leaves as an eight-byte entity.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddAuthentication(SessionAuthentication.Name).AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.Name, null);
        services.AddAntiforgery(o => { o.Cookie.Name = "af"; o.HeaderName = "X-Antiforgery"; o.Cookie.SameSite = SameSiteMode.Strict; });
        services.AddProblemDetails();
        // A body that cannot be read is answered in one place, in Development as anywhere.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", o => NamedSchemas.Name(o).AddSchemaTransformer<IdSchemas>().AddSchemaTransformer<WordSchemas>().AddOperationTransformer<WordSchemas>());
        services.ConfigureHttpJsonOptions(o =>
        {
            // Of two members of one name nobody could say which was meant (RFC 7493, section 2.3).
            o.SerializerOptions.AllowDuplicateProperties = false;
            o.SerializerOptions.Converters.Add(new IdJsonFactory());
            o.SerializerOptions.TypeInfoResolver = o.SerializerOptions.TypeInfoResolver!.WithAddedModifier(NeededNumbers.Ask);
            o.SerializerOptions.Converters.Add(new WordJson());
        });
        services.AddResponseCompression(o => { o.EnableForHttps = true; o.Providers.Add<BrotliCompressionProvider>(); o.Providers.Add<GzipCompressionProvider>(); });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.AddSingleton<VisitorCache>();
        services.AddOutputCache(o => o.SizeLimit = 32 << 20);
        services.AddOptions<OutputCacheOptions>().Configure<VisitorCache>((o, visitors) => o.AddBasePolicy(visitors));
        services.AddRateLimiter(limits => AddLimits(limits, builder.Configuration));
    }

    /// <summary>Changes are limited per account or address, reads are not; signing in more tightly, per address.</summary>
    private static void AddLimits(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions limits, IConfiguration configuration)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        var (writes, signIns) = (configuration.GetValue("Forum:WritesPerMinute", 120), configuration.GetValue("Forum:SignInsPerMinute", 20));
        limits.AddPolicy(Writes, context =>
        {
            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return RateLimitPartition.GetNoLimiter("");
            var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
            var signsIn = Array.Exists(Doors, d => context.Request.Path.StartsWithSegments(d));
            return signsIn && HttpMethods.IsPost(context.Request.Method)
                ? Window($"in|{address}", signIns)
                : Window(context.User.Identity is { IsAuthenticated: true } ? context.User.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)!.Value : address, writes);
        });
    }

    private static RateLimitPartition<string> Window(string key, int permits) =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new() { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });

    public static void UseForumWeb(this WebApplication app)
    {
        app.UseHead();
        app.UseSecurityHeaders();
        app.UseLanguageChoice();
        app.UseRouting();
        // Outside the compression, so that what it keeps is compressed.
        app.UseOutputCache();
        app.UseResponseCompression();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Trouble.ShowAsync, SuppressDiagnosticsCallback = broke => broke.Exception is BadHttpRequestException });
        app.UseStatusCodePages(Trouble.ShowStatusAsync);
        app.UseOriginCheck();
        app.UseAuthentication();
        app.UseVisitorLimit();
        app.UseRateLimiter();
        app.UseDoorman();
        app.UseFormReading();
        app.UseAntiforgery();
        app.UseFormCheck();
        app.UseGoneForms();
    }
}
