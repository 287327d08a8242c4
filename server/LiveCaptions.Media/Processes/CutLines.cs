using System.Text;

namespace LiveCaptions.Media.Processes;

/// <summary>Lines of what a program says that strangers may have a word in: none is kept longer than is of use.</summary>
public static class CutLines
{
    /// <param name="longest">Letters of a line that are kept; the rest is passed over.</param>
    public static async IAsyncEnumerable<string> ReadAsync(TextReader reader, int longest)
    {
        var (line, block) = (new StringBuilder(), new char[4096]);
        for (int count; (count = await reader.ReadAsync(block)) > 0;)
        {
            for (var (at, end) = (0, 0); at < count; at = end + 1)
            {
                end = block.AsSpan(at, count - at).IndexOf('\n') is >= 0 and var found ? at + found : count;
                line.Append(block, at, Math.Min(end - at, longest - line.Length));
                if (end < count)
                {
                    yield return Take();
                }
            }
        }

        if (line.Length > 0)
        {
            yield return Take();
        }

        string Take()
        {
            var taken = line.ToString().TrimEnd('\r');
            line.Clear();
            return taken;
        }
    }
}
