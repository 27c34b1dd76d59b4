namespace IntegrityTests.Running;

/// <summary>Is told, while a row runs, what it reports.</summary>
internal interface IRowObserver
{
    void Found(Finding finding);

    void Skipped(string comparison, string reason);

    void Called();
}
