using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace SampleClickHouse.Http;

/// <summary>A user of the server.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Password">What it proves itself with.</param>
/// <param name="OnlyReads">Whether it has the profile <c>readonly</c> (setting <c>readonly = 1</c>), as a server's reader has.</param>
internal sealed record User(string Name, string Password, bool OnlyReads = false);

/// <summary>Says which user a request is of: basic authentication, or the headers and parameters that a server takes.</summary>
internal sealed class Users(IReadOnlyList<User> users)
{
    /// <exception cref="ServerException">The password is wrong, or there is no such user; both look the same.</exception>
    public User Of(HttpRequest request)
    {
        var (name, password) = Basic(request) ?? new(Header(request, "X-ClickHouse-User"), Header(request, "X-ClickHouse-Key"));
        name ??= request.Query["user"].FirstOrDefault() ?? "default";
        password ??= request.Query["password"].FirstOrDefault() ?? "";
        return users.FirstOrDefault(user => user.Name == name && user.Password == password)
            ?? throw new ServerException(
                516, $"{name}: Authentication failed: password is incorrect, or there is no user with such name.", "AUTHENTICATION_FAILED");
    }

    private static Credentials? Basic(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || header.Scheme != "Basic") return null;

        var bytes = new byte[header.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(header.Parameter ?? "", bytes, out var length)) return null;

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return new(parts[0], parts.ElementAtOrDefault(1));
    }

    private static string? Header(HttpRequest request, string name) => request.Headers[name].FirstOrDefault();

    private sealed record Credentials(string? Name, string? Password);
}
