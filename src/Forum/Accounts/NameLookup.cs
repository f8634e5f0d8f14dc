using System.Text;
using Forum.Domain.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Forum.Accounts;

/// <summary>How names to sign in with are compared: whatever somebody types there, it is looked up and not stumbled over.</summary>
public sealed class NameLookup : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : Words.Form(name, NormalizationForm.FormC).ToUpperInvariant();

    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
