using Xunit.Abstractions;
using Xunit.Sdk;

namespace IntegrityTests.Running.Execution;

/// <summary>
/// Asks the bus whether the run goes on. To whoever reads the messages it says that the instance for a row is made, which it is and which
/// no reporter shows.
/// </summary>
internal sealed class StopQuestion(ITest test) : TestClassConstructionStarting(test);
