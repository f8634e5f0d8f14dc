using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Forum.Voting.Tokens;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Forum.Tests.Voting;

/// <summary>The supervision committee's device as a program: it holds the key, and signs what the portal says is waiting.</summary>
public sealed class CommitteeDevice(HttpClient client, string poll) : IDisposable
{
    private readonly RSA _key = RSA.Create(3072);

    public byte[] Public => _key.ExportSubjectPublicKeyInfo();

    public Task<HttpResponseMessage> GiveKeyAsync(string? instead = null) => client.PostAsJsonAsync($"/api/v1/polls/{poll}/second-key", new { key = Public, instead });

    public async Task<JsonElement> WorkAsync() => JsonDocument.Parse(await client.GetStringAsync($"/api/v1/polls/{poll}/second-signatures")).RootElement;

    public byte[] Sign(byte[] blinded) => PollKeys.Sign((RsaPrivateCrtKeyParameters)PrivateKeyFactory.CreateKey(_key.ExportPkcs8PrivateKey()), blinded)!;

    /// <summary>What it would hand in for all that waits.</summary>
    public async Task<List<Dictionary<string, object>>> SignedAsync()
    {
        var work = await WorkAsync();
        byte[] Of(JsonElement asked) => Sign(asked.GetProperty("blinded").GetBytesFromBase64());
        return
        [
            .. work.GetProperty("lines").EnumerateArray().Select(l => new Dictionary<string, object> { ["line"] = l.GetProperty("voter").GetString()!, ["signature"] = Of(l) }),
            .. work.GetProperty("papers").EnumerateArray().Select(p => new Dictionary<string, object> { ["paper"] = p.GetProperty("request").GetString()!, ["signature"] = Of(p) }),
        ];
    }

    public Task<HttpResponseMessage> HandInAsync(IReadOnlyList<Dictionary<string, object>> signatures) => client.PostAsJsonAsync($"/api/v1/polls/{poll}/second-signatures", new { signatures });

    public async Task SignAllAsync() => (await HandInAsync(await SignedAsync())).EnsureSuccessStatusCode();

    public void Dispose() => _key.Dispose();
}
