using System.Text.Json;
using FluentAssertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Tests.EndToEnd.Harness;
using IntegrityTests.Tests.SampleDeployment;
using Xunit;

namespace IntegrityTests.Tests.Payments.Model;

/// <summary>The id of a product version is the hash that the backend computes (source: docs/platform.md, Payments rows).</summary>
public sealed class ProductVersionIdTests
{
    [Theory]
    [InlineData(
        null,
        """
        {"stackable": false, "prices": {"a": {"USD": "3", "serverOnly": false},
            "10": {"USD": "2", "interval": [1, "month"], "serverOnly": false}, "9": {"USD": "1", "serverOnly": false}},
            "displayName": "Größe \"1\" 🎉\n", "customerType": "user", "includedItems": {},
            "serverOnly": false, "isAddOnTo": false}
        """,
        "ZjGUTIseoMw0wFxfFIUkvdZsrbKFP28lbbosuHm3AQ8=")]
    [InlineData("p", """{"z": 1.50, "a": [true, null, -2]}""", "AHkge7iKLJRSLZqG/JGQk5Q3rQ2EvAHHAP0Z6pwOxC0=")]
    [InlineData("p", """{"\u0001\u007f\u2028/": "\\\t"}""", "0U598oorKRT3WLHA8WvhLnLT719k6in2FwMbmbHdB+w=")]
    public void Id_is_what_the_backend_computes(string? productId, string product, string id) =>
        ProductVersionId.Of(productId, JsonElement.Parse(product)).Should().Be(id);

    [Theory]
    [InlineData("1e400")]
    [InlineData("12345678901234567890")]
    [InlineData("0.00000001")]
    [InlineData("-0")]
    public void A_number_that_may_be_written_in_another_way_is_not_judged(string number) =>
        ProductVersionId.Of("p", JsonElement.Parse($$"""{"a": [{{number}}]}""")).Should().BeNull();

    [FactRequiringFacts]
    public void Ids_of_a_real_backend_are_those_that_are_computed()
    {
        var versions = Csv.Read(Path.Combine(SharedFacts.Folder, "written-2026-03", "tables", "ProductVersion.csv"));

        versions.Should().NotBeEmpty().And.OnlyContain(version =>
            ProductVersionId.Of(version["productId"], JsonElement.Parse(version["productJson"])) == version["productVersionId"]);
    }
}
