using Benchmarks.Reporting;

namespace Benchmarks.Parts;

/// <summary>Something that is measured on its own.</summary>
internal interface IPart
{
    string Name { get; }

    Task MeasureAsync(CommandLine line, Report report, CancellationToken cancel);
}
