namespace IntegrityTests.Running;

/// <summary>Is told, while a row runs, what it reports.</summary>
internal interface IRowObserver
{
    /// <summary>Gives the finding as it may be shown, without secrets.</summary>
    Finding Found(Finding finding);

    void Skipped(string comparison, string reason);

    void Called();
}
