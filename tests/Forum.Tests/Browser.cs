using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Forum.Demo;

namespace Forum.Tests;

/// <summary>A browser without JavaScript: reads pages, fills forms, keeps cookies, follows redirects.</summary>
public sealed class Browser(ForumHost host)
{
    private string? _shown;
    private readonly HttpClient _client = host.CreateClient(new() { AllowAutoRedirect = true, HandleCookies = true });

    public IHtmlDocument Page { get; private set; } = null!;
    public HttpResponseMessage Response { get; private set; } = null!;
    public string Path => _shown ?? Response.RequestMessage!.RequestUri!.PathAndQuery;
    public string Text => Page.Body!.TextContent;

    public static async Task<Browser> SignedInAsync(ForumHost host, string userName)
    {
        var browser = new Browser(host);
        await browser.GoAsync("/sign-in");
        await browser.PostAsync("sign-in", new() { ["userName"] = userName, ["password"] = DemoPeople.Password });
        Assert.DoesNotContain("/sign-in", browser.Path);
        return browser;
    }

    public async Task<Browser> GoAsync(string path) => await TakeAsync(await _client.GetAsync(path));

    /// <summary>Posts the form of that name with its hidden fields, its present values, and what is typed over them.</summary>
    public async Task<Browser> PostAsync(string form, Dictionary<string, string> typed)
    {
        var element = Form(form);
        List<KeyValuePair<string, string>> fields = [];
        foreach (var input in element.QuerySelectorAll("input[name]:not([type=submit]),textarea[name],select[name]"))
        {
            var name = input.GetAttribute("name")!;
            if (input is IHtmlInputElement { Type: "radio" or "checkbox" } choice && !choice.IsChecked) continue;
            fields.Add(new(name, input switch { IHtmlInputElement i => i.Value, IHtmlTextAreaElement t => t.Value, IHtmlSelectElement s => s.Value ?? "", _ => "" }));
        }
        fields = [.. fields.Where(f => !typed.ContainsKey(f.Key)), .. typed];
        var action = element.GetAttribute("action") is { Length: > 0 } set ? set : Path;
        return await TakeAsync(await _client.PostAsync(action, new FormUrlEncodedContent(fields)));
    }

    /// <summary>Shows a page that was seen before, as the back button does: it is not asked for again.</summary>
    public Browser Back(IHtmlDocument page, string path)
    {
        (Page, _shown) = (page, path);
        return this;
    }

    public IElement Form(string name) =>
        Page.QuerySelector($"form:has(input[name='_handler'][value='{name}'])") ?? throw new InvalidOperationException($"No form {name} on {Path}: {Text}");

    public bool HasForm(string name) => Page.QuerySelector($"form:has(input[name='_handler'][value='{name}'])") is not null;

    private async Task<Browser> TakeAsync(HttpResponseMessage response)
    {
        (Response, _shown) = (response, null);
        Page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        LookOver();
        return this;
    }

    // Whatever a part of a page points to is there, once: labels, hints and errors, links to what is to be mended.
    private void LookOver()
    {
        var ids = Page.QuerySelectorAll("[id]").CountBy(e => e.Id!).ToDictionary();
        Assert.True(ids.Values.All(n => n == 1), $"{Path} has more than once: {string.Join(' ', ids.Where(i => i.Value > 1).Select(i => i.Key))}");
        var named = Page.QuerySelectorAll(".wrong a[href^='#']").Select(l => l.GetAttribute("href")![1..])
            .Concat(new[] { "for", "aria-labelledby", "aria-describedby" }.SelectMany(a => Page.QuerySelectorAll($"[{a}]").SelectMany(e => e.GetAttribute(a)!.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.True(named.All(ids.ContainsKey), $"{Path} has nothing at: {string.Join(' ', named.Where(n => !ids.ContainsKey(n)))}");
    }
}
