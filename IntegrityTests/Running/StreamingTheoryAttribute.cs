using Xunit;
using Xunit.Sdk;

namespace IntegrityTests.Running;

/// <summary>
/// A theory whose rows are pulled one at a time while it runs: never at discovery, never into a list. A trailing
/// <see cref="CancellationToken"/> parameter gets the row's token. One result stands for a page of passed rows.
/// </summary>
[XunitTestCaseDiscoverer("IntegrityTests.Running.Framework.StreamingTheoryDiscoverer", "IntegrityTests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StreamingTheoryAttribute : TheoryAttribute;
