using System.Text;
using LiveCaptions.Captions.Metadata;

namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>Metadata as a text to copy from.</summary>
internal static class MetadataText
{
    public static string Of(SessionMetadata metadata)
    {
        var text = new StringBuilder();
        Part("TITLE", metadata.Title);
        Part("OTHER TITLES", string.Join('\n', metadata.Titles.Where(title => title != metadata.Title)));
        Part("DESCRIPTION", metadata.Description);
        Part("CHAPTERS", ChapterRules.Lines(metadata.Chapters));
        Part("SUMMARY", metadata.Summary);
        Part("KEYWORDS", string.Join(", ", metadata.Keywords));
        Part("TAGS", string.Join(", ", metadata.Tags));
        Part("HIGHLIGHTS", string.Join('\n', metadata.Highlights.Select(one => $"{ChapterRules.TimeOf(one.Start)} {one.Text}")));
        return text.ToString();

        void Part(string name, string? content)
        {
            if (!string.IsNullOrEmpty(content))
            {
                text.Append(text.Length > 0 ? "\n" : "").Append(name).Append('\n').Append(content).Append('\n');
            }
        }
    }
}
