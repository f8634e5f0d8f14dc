using System.Globalization;
using Forum.Domain.Kernel;
using Forum.Foundation.Live;
using Forum.Foundation.Markup;
using Forum.Foundation.Pipeline;
using Forum.Foundation.Web;
using MediatR;
using Microsoft.AspNetCore.Components;

namespace Forum.Kit;

/// <summary>
/// A page with forms: post, redirect, get. A refusal shows the page again with what was typed; the key in the form makes
/// a double tap one act.
/// </summary>
public abstract class FormPage : ComponentBase
{
    private Markup? _preview;

    [CascadingParameter] public HttpContext Http { get; set; } = null!;
    [Inject] public ISender Sender { get; set; } = null!;
    [Inject] public Desk Desk { get; set; } = null!;
    [Inject] public NavigationManager Nav { get; set; } = null!;

    /// <summary>Why the last posted form was refused; empty where none was.</summary>
    protected IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>Which form was posted, so that its error shows there.</summary>
    protected string? Refused { get; private set; }

    /// <summary>What was typed into a field of the posted form.</summary>
    protected string? Posted(string field) => Http.Request.HasFormContentType ? Http.Request.Form[field].FirstOrDefault() : null;

    /// <summary>Whether the form of this name was posted.</summary>
    public bool IsPosted(string form) => Posted("_handler") == form;

    /// <summary>What is being written in the form of this name as it would look, where that was asked for.</summary>
    public Markup? Previewed(string form) => IsPosted(form) ? _preview : null;

    /// <summary>What was typed into a field of the form of this name, if that one was posted.</summary>
    public string? Typed(string form, string field) => IsPosted(form) ? Posted(field) : null;

    /// <summary>Why the form of this name was refused.</summary>
    public IReadOnlyList<Refusal> Wrong(string form) => Refused == form ? Refusals : [];

    /// <summary>An id from the posted form; nothing where it is no id.</summary>
    protected TId? PostedId<TId>(string field) where TId : struct, IId<TId> => Guid.TryParse(Posted(field), out var id) ? TId.From(id) : null;

    /// <summary>A word of an enumeration from the posted form; nothing where it is none of its words.</summary>
    public TEnum? PostedEnum<TEnum>(string field) where TEnum : struct, Enum =>
        Word<TEnum>.TryParse(Posted(field), out var word) ? word.Value : null;

    /// <summary>A whole number from the posted form; nothing where it is none.</summary>
    protected int? PostedNumber(string field) => int.TryParse(Posted(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How new a matter is, for open screens: asked before what is shown of it is read.</summary>
    protected async Task<long> VersionAsync(string topic) => await Sender.Send(new GetTopicVersion(topic), Http.RequestAborted) is { Ok: true, Value.Number: var version } ? version : 0;

    /// <summary>Sends a command and goes on, or keeps the refusals for the page.</summary>
    protected async Task SendAsync<T>(ICommand<T> command, Func<T, string> onwards)
    {
        Desk.OnceKey = Posted("once") is { Length: > 0 and <= Once.LongestKey } once ? once : null;
        var outcome = await Sender.Send(command, Http.RequestAborted);
        if (outcome.Ok) Nav.NavigateTo(onwards(outcome.Value));
        else
        {
            Refuse(outcome.Refusals);
            // The page was read before somebody else was quicker: it shows what stands there now.
            if (outcome.Refusals.IsOvertaken()) await OnInitializedAsync();
            // A form in a part of the page is answered by the part alone.
            StateHasChanged();
        }
    }

    /// <summary>Where the preview was asked for, makes it instead of sending.</summary>
    /// <param name="most">The longest <c>body</c>.</param>
    protected bool Previews(int most)
    {
        if (Posted("preview") is null) return false;
        var made = Markdown.Render("body", Posted("body"), most);
        if (made.Ok) _preview = made.Value;
        else Refuse(made.Refusals);
        return true;
    }

    /// <summary>Shows the page again with why.</summary>
    protected void Refuse(IReadOnlyList<Refusal> refusals)
    {
        Refusals = refusals;
        Refused = Posted("_handler");
        if (!Http.Response.HasStarted) Http.Response.StatusCode = Answers.Status(refusals[0].Kind);
    }

    /// <summary>The page that says that nothing is here. No form of this one is drawn any more: one that vanishes while it is being registered breaks the answer.</summary>
    protected void NotFound()
    {
        Http.Items[GoneForm.PageAway] = true;
        Nav.NotFound();
    }

    /// <summary>Reads for the page; what is not there or not visible becomes the page that says so.</summary>
    protected async Task<T?> AskAsync<T>(IQuery<T> query) where T : class
    {
        var outcome = await Sender.Send(query, Http.RequestAborted);
        if (outcome.Ok) return outcome.Value;
        if (outcome.Refusals[0].Kind == RefusalKind.SignedOut) SignIn();
        else NotFound();
        return null;
    }

    /// <summary>
    /// Here is nothing to be done by this reader, or no more: whoever followed a link is led on, signs in first where that
    /// may show something, and whoever sent a form gets back what they typed.
    /// </summary>
    /// <param name="instead">Where they are led; nothing where there is nothing for them.</param>
    protected void LeadOn(string? instead = null)
    {
        if (!HttpMethods.IsGet(Http.Request.Method)) NotFound();
        else if (!Desk.Caller.IsSignedIn) SignIn();
        else if (instead is null) NotFound();
        else Nav.NavigateTo(instead);
    }

    private void SignIn() => Nav.NavigateTo($"/sign-in?back={Uri.EscapeDataString(Http.Request.Path + Http.Request.QueryString)}");
}
