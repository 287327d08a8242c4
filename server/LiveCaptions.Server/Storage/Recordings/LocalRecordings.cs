using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace LiveCaptions.Server.Storage.Recordings;

/// <summary>Recordings in the data folder.</summary>
internal sealed class LocalRecordings(IDisk disk, IOptions<StorageOptions> options) : IRecordingStore
{
    private const FileShare Others = FileShare.ReadWrite | FileShare.Delete;

    public long Size => FolderSize.Of(options.Value.RecordingsDirectory);

    public IRecordingFile Open(string name)
    {
        SafeFileHandle? file = null;
        try
        {
            var path = PathOf(name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, Others);
            var recording = new LocalRecording(file, disk);
            recording.Begin();
            return recording;
        }
        catch (Exception exception) when (StorageFault.OfWriting(exception) is { } fault)
        {
            file?.Dispose();
            throw new StorageException(fault, exception);
        }
    }

    public IRecordingFile? Find(string name)
    {
        try
        {
            return new LocalRecording(File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.Read, Others), disk);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // Retention has deleted it.
        }
    }

    public ValueTask<string> FetchAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult(PathOf(name));

    public string NotesOf(string name) => Path.ChangeExtension(PathOf(name), ".pass");

    public void Delete(string sessionId)
    {
        var folder = PathOf(sessionId);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string PathOf(string name) => Path.Combine(options.Value.RecordingsDirectory, name);
}
