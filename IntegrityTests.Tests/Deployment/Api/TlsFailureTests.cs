using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Running;
using IntegrityTests.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace IntegrityTests.Tests.Deployment.Api;

/// <summary>Why there is no TLS connection is said in words, whichever way the certificate is wrong.</summary>
public sealed class TlsFailureTests
{
    [Theory]
    [InlineData("127.0.0.1", -2, "has expired, or is not valid yet")]
    [InlineData("other.example.com", 2, "is for another host name")]
    [InlineData("127.0.0.1", 2, "was issued by somebody whom this machine does not")]
    public async Task A_certificate_that_is_wrong_is_named_with_its_reason(string host, int days, string reason)
    {
        await using var server = Server(Certificate(host, DateTimeOffset.UtcNow.AddDays(days)));
        await server.StartAsync();

        (await WhyNotAsync(new Uri(server.Urls.Single()))).Should().Contain("the server's TLS certificate").And.Contain(reason);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_says_so()
    {
        await using var server = await FakeApi.AnsweringAsync("{}");

        (await WhyNotAsync(new UriBuilder(server.Url) { Scheme = "https" }.Uri)).Should().Contain("TLS");
    }

    [Fact]
    public async Task A_server_that_speaks_only_TLS_says_so()
    {
        await using var server = Server(Certificate("127.0.0.1", DateTimeOffset.UtcNow.AddDays(2)));
        await server.StartAsync();

        (await WhyNotAsync(new UriBuilder(server.Urls.Single()) { Scheme = "http" }.Uri)).Should().NotContain("Exception");
    }

    private static async Task<string> WhyNotAsync(Uri url)
    {
        var settings = new AdminApiSettings(url, FakeApi.Key, TimeSpan.FromSeconds(30), 1, null)
        {
            RetryDelay = TimeSpan.FromMilliseconds(1),
        };
        await using var api = new AdminApi(settings, _ => { });
        var asking = () => api.GetAsync(Example.Project(), "user:1", "/api", default);
        return (await asking.Should().ThrowAsync<NotVerifiedException>()).Which.Message;
    }

    private static WebApplication Server(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        return builder.Build();
    }

    private static X509Certificate2 Certificate(string host, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(until.AddDays(-10), until);
    }
}
