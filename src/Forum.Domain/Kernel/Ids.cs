namespace Forum.Domain.Kernel;

/// <summary>An id: a UUIDv7, or where its time must not be told one by chance, under a type of its own, so that no two kinds are mixed up. Its order within a millisecond means nothing.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    /// <summary>The bare value.</summary>
    Guid Value { get; }

    /// <summary>The id of a bare value.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>A sign-in.</summary>
public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    /// <inheritdoc />
    public static AccountId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>Somebody on the register.</summary>
public readonly record struct PersonId(Guid Value) : IId<PersonId>
{
    /// <inheritdoc />
    public static PersonId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>
/// Whoever has a line on a roll: somebody of the register, a household under its home's id, an office holder who is on no
/// register under the account's, an organisation under its own. Ids are unique among all kinds.
/// </summary>
public readonly record struct VoterId(Guid Value) : IId<VoterId>
{
    /// <inheritdoc />
    public static VoterId From(Guid value) => new(value);

    /// <summary>The voter that somebody of the register, a home, an account or an organisation is.</summary>
    public static VoterId Of<TId>(TId id) where TId : struct, IId<TId> => new(id.Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A sub-district, community, grid, building or home.</summary>
public readonly record struct PlaceId(Guid Value) : IId<PlaceId>
{
    /// <inheritdoc />
    public static PlaceId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A correction of a roll.</summary>
public readonly record struct RollCorrectionId(Guid Value) : IId<RollCorrectionId>
{
    /// <inheritdoc />
    public static RollCorrectionId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A unit of the four-level Party organisation.</summary>
public readonly record struct PartyUnitId(Guid Value) : IId<PartyUnitId>
{
    /// <inheritdoc />
    public static PartyUnitId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A committee, property manager, department or social organisation.</summary>
public readonly record struct UnitId(Guid Value) : IId<UnitId>
{
    /// <inheritdoc />
    public static UnitId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>Somebody's role at a place for a term.</summary>
public readonly record struct AppointmentId(Guid Value) : IId<AppointmentId>
{
    /// <inheritdoc />
    public static AppointmentId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A concern.</summary>
public readonly record struct ConcernId(Guid Value) : IId<ConcernId>
{
    /// <inheritdoc />
    public static ConcernId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A service offer.</summary>
public readonly record struct OfferId(Guid Value) : IId<OfferId>
{
    /// <inheritdoc />
    public static OfferId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A booking of an offer.</summary>
public readonly record struct BookingId(Guid Value) : IId<BookingId>
{
    /// <inheritdoc />
    public static BookingId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A proposal.</summary>
public readonly record struct ProposalId(Guid Value) : IId<ProposalId>
{
    /// <inheritdoc />
    public static ProposalId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A comment.</summary>
public readonly record struct CommentId(Guid Value) : IId<CommentId>
{
    /// <inheritdoc />
    public static CommentId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A poll.</summary>
public readonly record struct PollId(Guid Value) : IId<PollId>
{
    /// <inheritdoc />
    public static PollId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A ballot.</summary>
public readonly record struct BallotId(Guid Value) : IId<BallotId>
{
    /// <inheritdoc />
    public static BallotId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>An objection in a notice period.</summary>
public readonly record struct ObjectionId(Guid Value) : IId<ObjectionId>
{
    /// <inheritdoc />
    public static ObjectionId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A decision.</summary>
public readonly record struct DecisionId(Guid Value) : IId<DecisionId>
{
    /// <inheritdoc />
    public static DecisionId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A dispatch.</summary>
public readonly record struct DispatchId(Guid Value) : IId<DispatchId>
{
    /// <inheritdoc />
    public static DispatchId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A joining code on a letter.</summary>
public readonly record struct JoinCodeId(Guid Value) : IId<JoinCodeId>
{
    /// <inheritdoc />
    public static JoinCodeId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>Somebody having joined as a person of the register.</summary>
public readonly record struct JoiningId(Guid Value) : IId<JoiningId>
{
    /// <inheritdoc />
    public static JoiningId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>An invitation to an office.</summary>
public readonly record struct InvitationId(Guid Value) : IId<InvitationId>
{
    /// <inheritdoc />
    public static InvitationId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A line that tells somebody something.</summary>
public readonly record struct NoticeId(Guid Value) : IId<NoticeId>
{
    /// <inheritdoc />
    public static NoticeId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
