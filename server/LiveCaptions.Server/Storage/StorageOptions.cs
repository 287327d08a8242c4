using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Storage;

/// <summary>Where sessions, finals, keys and recordings live.</summary>
public sealed class StorageOptions
{
    /// <summary>Folder of the database and the recordings; made when missing.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    public string DatabasePath => Path.Combine(DataDirectory, "livecaptions.db");

    /// <summary>Files that are being imported, until they are done.</summary>
    public string ImportsDirectory => Path.Combine(DataDirectory, "imports");

    /// <summary>Keys that secrets in the database are encrypted with.</summary>
    public string SecretKeysDirectory => Path.Combine(DataDirectory, "secret-keys");

    public string RecordingsDirectory => Path.Combine(DataDirectory, "recordings");
}
