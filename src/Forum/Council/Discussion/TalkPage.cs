using System.Globalization;
using Forum.Council.Moderation;
using Forum.Domain.Council.Discussion;
using Forum.Domain.Kernel;
using Forum.Domain.Organisation;
using Forum.Foundation.Pipeline;
using Forum.Kit;
using Microsoft.AspNetCore.Components;

namespace Forum.Council.Discussion;

/// <summary>A page on which people talk about a proposal: the proposal's own, and that of one thread.</summary>
public abstract class TalkPage : HideablePage
{
    [Parameter] public Guid Id { get; set; }
    [SupplyParameterFromQuery(Name = "reply")] public string? ReplyText { get; set; }
    [SupplyParameterFromQuery(Name = "agree")] public string? AgreeText { get; set; }
    [SupplyParameterFromQuery(Name = "edition")] public string? EditionText { get; set; }

    public ProposalId Subject => new(Id);

    /// <summary>The address of this page, without what was asked of it.</summary>
    public abstract string Here { get; }

    /// <summary>The comment that the reader is asked whether they agree with.</summary>
    public CommentId? Agreeing => Guid.TryParse(AgreeText, out var id) ? new(id) : null;

    /// <summary>The version of its words that they read.</summary>
    public int? Edition => int.TryParse(EditionText, NumberStyles.None, CultureInfo.InvariantCulture, out var edition) ? edition : null;

    /// <summary>The comment that is being answered.</summary>
    public CommentView? Parent { get; protected set; }

    /// <summary>The bodies in whose name the reader may speak.</summary>
    public Holding[] Units => [.. Desk.Caller.Holdings.Where(h => h.UnitId is not null && Rights.Carries(h.Role, Right.SpeakForUnit)).DistinctBy(h => h.UnitId)];

    public AccountId? Me => Desk.Caller.AccountId;

    public Task Say()
    {
        if (Previews(Comment.LongestBody)) return Task.CompletedTask;
        var passage = new Passage(Posted("quote"), PostedNumber("quoteVersion"));
        return SendAsync(new AddComment(Subject, Posted("body"), PostedEnum<Stance>("stance"), PostedId<CommentId>("replyTo"), PostedId<UnitId>("unit"), passage, PostedNumber("textVersion")), said => WhereTo(said));
    }

    public Task AgreeIt() => SendAsync(new AgreeWithComment(PostedId<CommentId>("comment") ?? default, PostedNumber("edition")), _ => $"{Here}#c-{Posted("comment")}");

    public Task AgreeNoMore() => SendAsync(new TakeBackAgreement(PostedId<CommentId>("comment") ?? default), _ => $"{Here}#c-{Posted("comment")}");

    // An answer may be far down in its thread: its own address finds it.
    private string WhereTo(CommentId said) => Posted("replyTo") is { Length: > 0 } ? $"/proposals/{Id}/comments/{said}#c-{said}" : $"/proposals/{Id}#c-{said}";

    protected async Task FindParentAsync() =>
        Parent = Guid.TryParse(ReplyText, out var id) && (await Sender.Send(new GetThread(new(id), Subject, 0, 1))) is { Ok: true } found ? found.Value.Asked : null;
}
