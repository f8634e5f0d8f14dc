namespace Forum.Domain.Kernel;

/// <summary>The empty value of a verb that only does.</summary>
public readonly record struct Done;

/// <summary>What the pipeline needs of an outcome without knowing its value.</summary>
public interface IOutcome<TSelf> where TSelf : IOutcome<TSelf>
{
    /// <summary>Whether it was done.</summary>
    bool Ok { get; }

    /// <summary>Why it was not done; empty where it was.</summary>
    IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>The value as an object, for storing the answer of a repeated request.</summary>
    object? Boxed { get; }

    /// <summary>An outcome that was not done.</summary>
    static abstract TSelf Refused(IReadOnlyList<Refusal> refusals);

    /// <summary>An outcome that was done, its value made for its type: the kept answer to a repeated request.</summary>
    static abstract TSelf Done(Func<Type, object?> value);
}

/// <summary>Either a value or the reasons why there is none. Never an exception: those are for bugs.</summary>
public readonly struct Outcome<T> : IOutcome<Outcome<T>>
{
    private readonly T? _value;
    private readonly IReadOnlyList<Refusal>? _refusals;

    private Outcome(T? value, IReadOnlyList<Refusal>? refusals) => (_value, _refusals) = (value, refusals);

    /// <inheritdoc />
    public bool Ok => _refusals is null;

    /// <inheritdoc />
    public IReadOnlyList<Refusal> Refusals => _refusals ?? [];

    /// <inheritdoc />
    public object? Boxed => _value;

    /// <summary>The value. Reading it from a refused outcome is a bug.</summary>
    public T Value => Ok ? _value! : throw new InvalidOperationException($"Refused: {string.Join(", ", Refusals.Select(r => r.Code))}");

    /// <inheritdoc />
    public static Outcome<T> Refused(IReadOnlyList<Refusal> refusals) => new(default, refusals);

    /// <inheritdoc />
    public static Outcome<T> Done(Func<Type, object?> value) => new((T?)value(typeof(T)), null);

    /// <summary>Goes on with the value, or passes the refusals on.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Ok ? next(_value!) : Outcome<TNext>.Refused(Refusals);

    /// <summary>Turns the value into another, or passes the refusals on.</summary>
    public Outcome<TNext> Map<TNext>(Func<T, TNext> map) => Ok ? map(_value!) : Outcome<TNext>.Refused(Refusals);

    /// <summary>A value is an outcome that was done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refusal is an outcome that was not.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);
}

/// <summary>Short names for outcomes.</summary>
public static class Outcome
{
    /// <summary>Done, with nothing to return.</summary>
    public static readonly Outcome<Done> Done = default(Done);
}
