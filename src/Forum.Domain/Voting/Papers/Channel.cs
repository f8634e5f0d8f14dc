namespace Forum.Domain.Voting;

/// <summary>How a ballot reached the poll.</summary>
public enum Channel
{
    /// <summary>网上: the voter cast it here.</summary>
    Online = 1,
    /// <summary>现场: filled in at a desk before two people and a witness.</summary>
    Desk,
    /// <summary>上门: filled in at the voter's door before two people and a witness.</summary>
    Door,
    /// <summary>纸质: put into a ballot box or handed in.</summary>
    Paper,
}

/// <summary>Which ballot stands, in an open poll, where a voter gave one online and one on paper. Either way they count once.</summary>
public enum ChannelRule
{
    /// <summary>The one given last.</summary>
    Last = 1,
    /// <summary>The one on paper.</summary>
    Paper,
}

/// <summary>How many ballots came which way, and the papers that are no ballots. Frozen at the closing.</summary>
/// <param name="Online">Cast here.</param>
/// <param name="Desk">From a desk.</param>
/// <param name="Door">From a door.</param>
/// <param name="Paper">From a box, or handed in.</param>
/// <param name="Spoilt">Papers that say nothing that counts.</param>
/// <param name="Superseded">Papers of voters whose other ballot stands.</param>
/// <param name="Unconfirmed">Papers that only one person had entered when the time ran out, or whose token the second registrar had not signed.</param>
public sealed record ChannelTotals(int Online, int Desk, int Door, int Paper, int Spoilt = 0, int Superseded = 0, int Unconfirmed = 0)
{
    /// <summary>All ballots that count.</summary>
    public int Cast => Online + Desk + Door + Paper;
}
