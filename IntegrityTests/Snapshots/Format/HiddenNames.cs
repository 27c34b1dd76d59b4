using System.Text;
using IntegrityTests.Redaction;

namespace IntegrityTests.Snapshots.Format;

/// <summary>Names of a line in which nothing personal stands: customers of a project's own kind have whatever id it gave them, such as an e-mail.</summary>
internal static class HiddenNames
{
    private const string Custom = "custom:";

    /// <summary>Puts a keyed hash in the place of a custom customer's id.</summary>
    public static (string Place, string Endpoint, string Subject) Of(string place, string endpoint, string subject, SecretHashes secrets)
    {
        if (!subject.StartsWith(Custom, StringComparison.Ordinal)) return (place, endpoint, subject);
        var id = subject[Custom.Length..];
        var hashed = Place.Hashed(secrets.Hash(Encoding.UTF8.GetBytes(id)));
        return (
            Place.OfCustom(hashed),
            endpoint.Replace($"/custom/{Uri.EscapeDataString(id)}", $"/custom/{hashed}", StringComparison.Ordinal),
            Custom + hashed);
    }
}
