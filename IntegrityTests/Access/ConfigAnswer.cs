using IntegrityTests.Payments.Model;
using IntegrityTests.Deployment.Api;
using IntegrityTests.Deployment.Config;

namespace IntegrityTests.Access;

/// <summary>What the API said about a project's config.</summary>
/// <param name="Config">The config, or null when it cannot be used.</param>
/// <param name="Payments">Its items, products and product lines; null without a config.</param>
/// <param name="Response">The answer, or null when there was none.</param>
/// <param name="Problem">Why there is no config; null when there is.</param>
public sealed record ConfigAnswer(ProjectConfig? Config, PaymentsConfig? Payments, ApiResponse? Response, string? Problem);
