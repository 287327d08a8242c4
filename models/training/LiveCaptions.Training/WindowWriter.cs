using System.Runtime.InteropServices;
using System.Text.Json;

namespace LiveCaptions.Training;

/// <summary>
/// Writes windows: <c>OUT.f32</c> their features as little-endian floats, one window after the other, and <c>OUT.jsonl</c> a line for each
/// with the file and the first and last sample.
/// </summary>
internal sealed class WindowWriter(string path) : IDisposable
{
    private readonly FileStream _features = File.Create(path + ".f32");
    private readonly StreamWriter _index = new(path + ".jsonl");

    public int Windows { get; private set; }

    public int Width { get; private set; }

    public void Write(string file, IEnumerable<HeadWindow> windows)
    {
        foreach (var window in windows)
        {
            _features.Write(MemoryMarshal.AsBytes(window.Features.AsSpan()));
            _index.WriteLine(JsonSerializer.Serialize(new { file, window.Start, window.End, window.Whole }, JsonSerializerOptions.Web));
            Width = window.Features.Length;
            Windows++;
        }
    }

    public void Dispose()
    {
        _features.Dispose();
        _index.Dispose();
    }
}
