using Forum.Council.Moderation;
using Forum.Dispatches;
using Forum.Domain.Dispatches;
using Forum.Domain.Kernel;
using Forum.Queue;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Dispatches;

/// <summary>Whoever has an interest in the matter of a dispatch does nothing with it; where a unit has nobody else, it goes up.</summary>
public sealed class RecusedDispatchTests(ForumHost host) : IClassFixture<ForumHost>
{
    private static string Code<T>(Outcome<T> no) => no.Refusals[0].Code;

    private async Task<bool> WaitsAsync(string who, DispatchId id) => (await host.SendAsync(who, new GetQueue())).Value.Items.Any(i => i.Kind.StartsWith("dispatch.") && i.Id == id.ToString());

    [Fact]
    public async Task It_is_neither_acknowledged_nor_answered_nor_passed_up_and_goes_up_by_itself()
    {
        List<(string Who, PartyUnitId Unit)> heads = [];
        foreach (var who in new[] { "secretary", "grid.secretary" })
            heads.Add((who, await host.DbAsync(async db => new AccountId(await db.Accounts.Where(a => a.UserName == who).Select(a => a.Id).SingleAsync()) is var me ? await db.Appointments.Where(a => a.AccountId == me && a.PartyUnitId != null).Select(a => a.PartyUnitId!.Value).FirstAsync() : default)));
        var open = await host.DbAsync(db => db.Dispatches.AsNoTracking().Where(d => d.SentAt != null && d.Reply == null).ToListAsync());
        var (dispatch, head) = open.Select(d => (d, heads.FirstOrDefault(h => h.Unit == d.Hops.MaxBy(x => x.Order)!.PartyUnitId).Who)).First(x => x.Who is not null);
        Assert.True(await WaitsAsync(head, dispatch.Id));
        Assert.True((await host.SendAsync(head, new DeclareInterest(dispatch.PollId, "我弟弟承包"))).Ok);
        Assert.Equal("interest.recused", Code(await host.SendAsync(head, new AcknowledgeDispatch(dispatch.Id))));
        Assert.Equal("interest.recused", Code(await host.SendAsync(head, new PassUpDispatch(dispatch.Id, null))));
        Assert.Equal("interest.recused", Code(await host.SendAsync(head, new AnswerDispatch(dispatch.Id, ReplyStance.NotAdopted, "不", null))));
        Assert.False(await WaitsAsync(head, dispatch.Id));
        Assert.Equal((false, true), (await host.SendAsync(head, new GetDispatch(dispatch.Id))).Value.May is var may ? (may.Any, may.Recused) : default);
        var browser = await Browser.SignedInAsync(host, head);
        await browser.GoAsync($"/dispatches/{dispatch.Id}");
        Assert.Contains("请回避", browser.Text);
        foreach (var form in new[] { "acknowledge", "reply", "pass" }) Assert.False(browser.HasForm(form));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        var chain = (await host.SendAsync(head, new GetDispatch(dispatch.Id))).Value.Chain;
        Assert.True(chain[^2].Unattended);
        Assert.NotEqual(chain[^2].UnitId, chain[^1].UnitId);
        Assert.Empty(await host.CheckAsync());
    }
}
