using Forum.Domain.Kernel;

namespace Forum.Council.Steps;

/// <summary>A yes or no that was not said is asked for, never taken for a no.</summary>
internal static class YesOrNo
{
    public static IEnumerable<Refusal> Wrong(string field, bool? said) => said is null ? [Refusal.Invalid(field, "yes-no.missing")] : [];
}
