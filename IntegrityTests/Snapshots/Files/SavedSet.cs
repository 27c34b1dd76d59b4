using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrityTests.Json;
using IntegrityTests.Options;
using IntegrityTests.Redaction;

namespace IntegrityTests.Snapshots.Files;

/// <summary>What the file <c>set.json</c> says about a snapshot as a whole.</summary>
/// <param name="Header">What all files have in common.</param>
/// <param name="Checks">Class and method of each check that ran.</param>
/// <param name="LeavesProjectsOut">Whether projects in scope were left out, as by a filter.</param>
internal sealed record SavedSet(SnapshotHeader Header, IReadOnlyList<string> Checks, bool LeavesProjectsOut)
{
    /// <summary>Whether the set is the imported output of the original script, which lacks much that this suite asks.</summary>
    public bool IsImported { get; init; }

    /// <summary>Whether a project without saved answers must be new.</summary>
    public bool HasAllProjects => !IsImported && !LeavesProjectsOut && Header.Scope is { HasSomeProjects: false, SkipsNeon: false };

    /// <summary>Whether the set was saved with the check.</summary>
    public bool Covers(string check) => Checks.Contains(check);

    public void Write(string folder)
    {
        var json = JsonNode.Parse(Header.ToLine())!.AsObject();
        json["checks"] = new JsonArray([.. Checks.Order(StringComparer.Ordinal).Select(check => JsonValue.Create(check))]);
        json["imported"] = IsImported;
        json["leaves_projects_out"] = LeavesProjectsOut;
        SnapshotWriter.Guarded(() => File.WriteAllText(Path.Combine(folder, SnapshotFiles.Set), json.ToJsonString() + "\n"));
    }

    /// <exception cref="SnapshotUnusableException">It cannot be read.</exception>
    public static SavedSet Read(string folder)
    {
        var path = Path.Combine(folder, SnapshotFiles.Set);
        try
        {
            var text = File.ReadAllBytes(path);
            if (text.Length == 0) throw new FormatException("is empty");
            var header = SnapshotHeader.Read(text);
            JsonElement? json = JsonElement.Parse(text);
            if (json.Texts("checks") is not { } checks || json.Flag("leaves_projects_out") is not { } leavesProjectsOut
                || json.Flag("imported") is not { } isImported)
                throw new FormatException("lacks something: it was edited");
            return new SavedSet(header, checks, leavesProjectsOut) { IsImported = isImported };
        }
        catch (FormatException exception)
        {
            throw SnapshotUnusableException.Of(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SnapshotUnusableException($"The snapshot {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Makes sure that this run can be compared with the set.</summary>
    /// <exception cref="SnapshotUnusableException">It cannot; the message says why and what to do.</exception>
    public void Require(string folder, string target, IntegrityOptions options)
    {
        if (Header.Target != target)
            throw new SnapshotUnusableException(
                $"The snapshot {folder} is of another deployment: there, the tenancy of the project internal is {Header.Target}; here it "
                + $"is {target}. A copy or a migrated deployment keeps it. Set INTEGRITY_SNAPSHOT_DIR to the folder of this deployment's "
                + "snapshot, or save one.");
        var fingerprint = new SecretHashes(options.SnapshotKey).Fingerprint;
        var difference = fingerprint is null ? "a key, and INTEGRITY_SNAPSHOT_KEY is not set" : "another INTEGRITY_SNAPSHOT_KEY";
        if (Header.Key is not null && Header.Key != fingerprint)
            throw new SnapshotUnusableException(
                $"The snapshot {folder} was saved with {difference}: nothing that was hashed can be compared. Set the key that it "
                + "was saved with.");
        if (Header.Digests && options.SnapshotIgnore.Any(path => !Header.Ignored.Contains(path.Text)))
            throw new SnapshotUnusableException(
                $"The snapshot {folder} holds digests, which include what INTEGRITY_SNAPSHOT_IGNORE names now. Expected: the paths that "
                + $"it was saved with ({(Header.Ignored.Count == 0 ? "none" : string.Join(", ", Header.Ignored))}). "
                + "Save the snapshot again with the new ones.");
    }

    /// <summary>Makes sure that a file belongs to the set.</summary>
    /// <exception cref="SnapshotUnusableException">It does not.</exception>
    public void Require(SnapshotHeader file, string project, string name, string path)
    {
        var problem = file.Target != Header.Target ? "is of another deployment"
            : file.Project != project ? $"is of project {file.Project}, but lies in the folder of {project}"
            : file.File != name ? $"is of {file.File}, but has another name"
            : file.Digests != Header.Digests || file.Key != Header.Key ? "was saved with other settings than the rest"
            : null;
        if (problem is not null)
            throw new SnapshotUnusableException(
                $"The snapshot {path} {problem}: files of two snapshots were mixed. Restore it, or save the snapshot again.");
    }

    /// <summary>The paths to ignore: those of the run, and those that the set was saved without.</summary>
    /// <param name="folder">The folder of the set, for the message.</param>
    /// <param name="paths">The paths of the run.</param>
    /// <exception cref="SnapshotUnusableException">A saved path cannot be understood.</exception>
    public IReadOnlyList<IgnoredPath> WithSaved(string folder, IReadOnlyList<IgnoredPath> paths)
    {
        try
        {
            return
            [
                .. Header.Ignored.SelectMany(text => IgnoredPath.ReadList(text)),
                .. paths.Where(path => !Header.Ignored.Contains(path.Text)),
            ];
        }
        catch (FormatException exception)
        {
            var problem = $"has under \"ignore\" a path that {exception.Message}: it was edited";
            throw SnapshotUnusableException.Of(Path.Combine(folder, SnapshotFiles.Set), new FormatException(problem, exception));
        }
    }
}
