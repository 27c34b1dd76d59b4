namespace SampleDeployment.Api.Teams;

internal sealed record TeamRow(
    Guid Id,
    string DisplayName,
    string? ProfileImageUrl,
    DateTime CreatedAt,
    string? ClientMetadata,
    string? ClientReadOnlyMetadata,
    string? ServerMetadata);
