using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Storage;

/// <summary>Where sessions, finals, keys and recordings live.</summary>
public sealed class StorageOptions
{
    /// <summary>Folder of the database and the recordings; made when missing.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// A PostgreSQL database in the place of the SQLite file, as Npgsql reads it: <c>Host=…;Database=…;Username=…;Password=…</c>. A secret.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Free space, in megabytes, below which no new session, publisher, or file is taken: what is live needs it. 0 takes them to the end.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MinFreeMegabytes { get; set; } = 500;

    /// <summary>Seconds of audio, of one track, that wait in memory while the disk does not take them.</summary>
    [Range(1, 3_600)]
    public double TailSeconds { get; set; } = 120;

    /// <summary>The same of all tracks together, in megabytes (120 s of a track are 4).</summary>
    [Range(1, 100_000)]
    public int MaxTailMegabytes { get; set; } = 64;

    /// <summary>
    /// Seconds that a write waits for another program to be done with the database, before it counts as failed and is tried again later.
    /// </summary>
    [Range(1, 60)]
    public int BusySeconds { get; set; } = 2;

    public long MinFreeBytes => MinFreeMegabytes * 1024L * 1024;

    public long MaxTailBytes => MaxTailMegabytes * 1024L * 1024;

    public string DatabasePath => Path.Combine(DataDirectory, "livecaptions.db");

    /// <summary>Locked as long as a server runs on the folder; empty.</summary>
    public string LockPath => Path.Combine(DataDirectory, "server.lock");

    /// <summary>Files that are being imported, until they are done.</summary>
    public string ImportsDirectory => Path.Combine(DataDirectory, "imports");

    /// <summary>Keys that secrets in the database are encrypted with.</summary>
    public string SecretKeysDirectory => Path.Combine(DataDirectory, "secret-keys");

    public string RecordingsDirectory => Path.Combine(DataDirectory, "recordings");
}
