
namespace IntegrityTests.Snapshots.Files;

/// <summary>
/// The folder of a snapshot. A save writes beside the previous snapshot and takes its place as a whole, at the end: whenever a run is cut
/// off, either the previous snapshot is there, or all of the new one.
/// </summary>
internal sealed class SnapshotFolder : IDisposable
{
    private const string Saving = ".saving";
    private const string Comparing = ".comparing";
    // A complete set that is about to take the place of the previous one. An empty file in it stands for one to remove.
    private const string Saved = ".saved";
    private static readonly string[] Endings =
        [SnapshotFiles.Verified, SnapshotFiles.Received, SnapshotFiles.VerifiedTable, SnapshotFiles.ReceivedTable];

    private readonly FileStream? _lock;

    private SnapshotFolder(string path, string work, FileStream? @lock)
    {
        Path = path;
        _lock = @lock;
        Work = work;
    }

    public string Path { get; }

    /// <summary>Where this run writes.</summary>
    public string Work { get; }

    /// <summary>Whether an earlier save was cut off, so that this one begins again.</summary>
    public bool HadUnfinishedSave { get; private set; }

    /// <summary>Whether there is a snapshot.</summary>
    public bool HasSet => File.Exists(System.IO.Path.Combine(Path, SnapshotFiles.Set));

    /// <summary>Opens the folder for this run alone, and puts right what a run that was cut off left.</summary>
    /// <exception cref="SnapshotUnusableException">It cannot be used; the message says why.</exception>
    public static SnapshotFolder Open(string path, bool saves)
    {
        if (!saves && !Directory.Exists(path)) throw Missing(path);
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(path);
            held = Lock(path);
            var folder = new SnapshotFolder(path, System.IO.Path.Combine(path, saves ? Saving : Comparing), held);
            folder.Recover();
            if (!saves && !folder.HasSet) throw Missing(path);
            if (saves) folder.RefuseForeign();
            Directory.CreateDirectory(folder.Work);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new SnapshotUnusableException(
                $"The snapshot folder {path} cannot be written: {exception.Message} Saving needs it, and so does comparing, for its "
                + ".received files. Choose a folder that can be written in INTEGRITY_SNAPSHOT_DIR.",
                exception);
        }
        catch (SnapshotUnusableException)
        {
            held?.Dispose();
            throw;
        }
    }

    /// <summary>Opens the folder for one of several runs that compare with it at the same time: it is only read.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="work">Where this run writes instead; what is there is removed.</param>
    /// <exception cref="SnapshotUnusableException">It cannot be used; the message says why.</exception>
    public static SnapshotFolder OpenShared(string path, string work)
    {
        var folder = new SnapshotFolder(path, work, null);
        if (!folder.HasSet) throw Missing(path);
        if (Directory.Exists(System.IO.Path.Combine(path, Saved)))
        {
            throw new SnapshotUnusableException(
                $"A save to {path} was cut off while it took the place of the one before. Save the snapshot again, or compare with it once "
                + "without INTEGRITY_SHARD, which puts it right.");
        }

        try
        {
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
            Directory.CreateDirectory(work);
            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SnapshotUnusableException($"The folder {work} cannot be written: {exception.Message} Choose another "
                + "INTEGRITY_RESULTS.", exception);
        }
    }

    /// <summary>Where this run writes a file of a project.</summary>
    public string WorkFile(string project, string name) =>
        System.IO.Path.Combine(Work, SnapshotFiles.PathOf(project, name, SnapshotFiles.Verified));

    /// <summary>Where a saved file, or what was received in its place, is.</summary>
    public string FileOf(string project, string name, string ending) =>
        System.IO.Path.Combine(Path, SnapshotFiles.PathOf(project, name, ending));

    /// <summary>Notes on disk that a test case ran: there may be as many as projects times checks.</summary>
    public void MarkCase(string project, string check)
    {
        var path = CaseOf(project, check);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, []);
    }

    /// <summary>Whether the test case of a project and a check ran.</summary>
    public bool HasCase(string project, string check) => File.Exists(CaseOf(project, check));

    /// <summary>Whether this run wrote anything about a project.</summary>
    public bool HasProject(string project) => Directory.Exists(System.IO.Path.Combine(Work, SnapshotFiles.FolderOf(project)));

    /// <summary>Makes what was saved the snapshot.</summary>
    public void Commit()
    {
        foreach (var old in OwnFiles().Select(file => System.IO.Path.GetRelativePath(Path, file)))
        {
            var stead = System.IO.Path.Combine(Work, old);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(stead)!);
            if (!File.Exists(stead)) File.Create(stead).Dispose();
        }

        Directory.Move(Work, System.IO.Path.Combine(Path, Saved));
        TakePlace();
    }

    /// <summary>The saved files.</summary>
    public IEnumerable<string> VerifiedFiles() => OwnFiles().Where(file => file.EndsWith(SnapshotFiles.Verified, StringComparison.Ordinal));

    public void Dispose()
    {
        if (Directory.Exists(Work)) Directory.Delete(Work, recursive: true);
        _lock?.Dispose();
    }

    private static SnapshotUnusableException Missing(string path) => new(
        $"There is no snapshot in {path}: nothing was compared. Save one first, with INTEGRITY_SNAPSHOTS=save on the deployment as it "
        + "should be, or name the folder of one in INTEGRITY_SNAPSHOT_DIR.");

    private string CaseOf(string project, string check) => System.IO.Path.Combine(Work, SnapshotFiles.FolderOf(project), check + ".case");

    private static FileStream Lock(string path)
    {
        var file = System.IO.Path.Combine(path, ".lock");
        try
        {
            const FileAccess Both = FileAccess.ReadWrite;
            return new FileStream(file, FileMode.OpenOrCreate, Both, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists(file))
        {
            throw new SnapshotUnusableException(
                $"Another run is saving to or comparing with {path}. Wait for it to end, or give this run another INTEGRITY_SNAPSHOT_DIR.",
                exception);
        }
    }

    private void Recover()
    {
        if (Directory.Exists(System.IO.Path.Combine(Path, Saved))) TakePlace();
        HadUnfinishedSave = Directory.Exists(System.IO.Path.Combine(Path, Saving));
        foreach (var left in new[] { Saving, Comparing }.Select(name => System.IO.Path.Combine(Path, name)).Where(Directory.Exists))
            Directory.Delete(left, recursive: true);
    }

    // Can be cut off and done again at any point.
    private void TakePlace()
    {
        var saved = System.IO.Path.Combine(Path, Saved);
        foreach (var file in Directory.EnumerateFiles(saved, "*", SearchOption.AllDirectories).ToList())
        {
            var target = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(saved, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            if (new FileInfo(file).Length > 0) File.Move(file, target, overwrite: true);
            else
            {
                File.Delete(target);
                File.Delete(file);
            }
        }

        Directory.Delete(saved, recursive: true);
        foreach (var folder in Projects().Where(folder => !Directory.EnumerateFileSystemEntries(folder).Any())) Directory.Delete(folder);
    }

    private IEnumerable<string> Projects() =>
        Directory.EnumerateDirectories(Path).Where(folder => !System.IO.Path.GetFileName(folder).StartsWith('.'));

    private IEnumerable<string> OwnFiles() => Projects().SelectMany(Directory.EnumerateFiles).Where(file =>
        Endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal))
        || file == System.IO.Path.Combine(Path, SnapshotFiles.TableSet));

    private void RefuseForeign()
    {
        if (HasSet) return;
        var names = Directory.EnumerateFileSystemEntries(Path).Select(System.IO.Path.GetFileName);
        if (names.FirstOrDefault(name => !name!.StartsWith('.')) is { } foreign)
            throw new SnapshotUnusableException(
                $"The folder {Path} is not empty and holds no snapshot: there is {foreign}. Expected in "
                + "INTEGRITY_SNAPSHOT_DIR: a new or empty folder, or one that a run saved to.");
    }
}
