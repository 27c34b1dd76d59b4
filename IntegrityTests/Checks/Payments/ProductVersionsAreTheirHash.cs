using IntegrityTests.Access;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Assertions;
using IntegrityTests.Payments.Model;
using IntegrityTests.Running;
using Xunit;

namespace IntegrityTests.Checks.Payments;

/// <summary>DBI090: the id of each product version is the hash of the product's id and of the product.</summary>
[Check("DBI090", Severity.Error, Category = "Payments")]
public sealed class ProductVersionsAreTheirHash(Witnesses witnesses)
{
    private const string Sql = """
        SELECT v."productVersionId", v."productId", v."productJson"::text FROM "ProductVersion" v WHERE v."tenancyId" = @tenancy
        """;

    [StreamingTheory]
    [MemberData(nameof(Sources.Projects.InScope), MemberType = typeof(Sources.Projects))]
    public async Task Every_product_version_has_the_id_of_its_content(Project project, CheckRow row, CancellationToken cancel)
    {
        if (project.TenancyId is not { } tenancy) throw new RowSkippedException("the project has no tenancy (see DBI002)");
        var store = await witnesses.Stores.OfAsync(project, cancel);
        if (store.Database is not { } database) throw store.RowsGap!.ToException();
        if (!database.Schema.Has("ProductVersion", "productJson"))
            throw new RowSkippedException("table \"ProductVersion\" is missing");

        await foreach (var version in database.StreamAsync(Sql, Read, cancel, ("tenancy", tenancy)))
        {
            if (version.Computed is null)
                row.Skip("hashes of product versions", "a number within the product may have been written in another way by the backend");
            else if (version.Computed != version.Id)
            {
                row.Report(
                    project,
                    $"product-version:{version.Id}",
                    $"of product {version.ProductId ?? "(defined within a purchase)"} holds another content than its id says: the hash of "
                    + $"its productId and productJson is {version.Computed}. A purchase that Stripe reports by this version gets the "
                    + "changed product");
            }
        }
    }

    private static Version Read(Npgsql.NpgsqlDataReader row)
    {
        var id = row.IsDBNull(1) ? null : row.GetString(1);
        return new(row.GetString(0), id, ProductVersionId.Of(id, GivenJson.Element(row.GetString(2))));
    }

    private sealed record Version(string Id, string? ProductId, string? Computed);
}
