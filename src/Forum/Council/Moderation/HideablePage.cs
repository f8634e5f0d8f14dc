using Forum.Domain.Moderation;
using Forum.Foundation.Pipeline;
using Forum.Kit;

namespace Forum.Council.Moderation;

/// <summary>The page of a text that can be hidden: of a hidden one everybody who saw it before reads why.</summary>
public abstract class HideablePage : FormPage
{
    /// <summary>Reads for the page; what is hidden leads to why, what is not there becomes the page that says so.</summary>
    protected async Task<T?> AskShownAsync<T>(IQuery<T> query, TextRef text) where T : class
    {
        if (await Sender.Send(query, Http.RequestAborted) is { Ok: true } found) return found.Value;
        // What was sent is given back, with why.
        if (!HttpMethods.IsPost(Http.Request.Method) && await Sender.Send(new GetHiding(text), Http.RequestAborted) is { Ok: true, Value.Standing: true }) Nav.NavigateTo($"/{text}/hiding");
        else NotFound();
        return null;
    }
}
