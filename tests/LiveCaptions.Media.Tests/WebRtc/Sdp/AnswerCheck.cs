using System.Text.RegularExpressions;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Sdp;

/// <summary>Reads an answer by other means than the code under test.</summary>
internal static partial class AnswerCheck
{
    /// <summary>
    /// The answer is clean text, has the m= lines of the offer in order, takes one audio and refuses all it does not take.
    /// </summary>
    public static void Fits(string offer, string answer)
    {
        Assert.Matches(WholeLines(), answer);
        string[][] offered = Media(offer), answered = Media(answer);
        Assert.Equal(offered.Select(KindAndProtocol), answered.Select(KindAndProtocol));
        Assert.All(answered, words => Assert.Equal(4, words.Length));
        Assert.All(answered.Zip(offered), pair => Assert.Contains(pair.First[3], pair.Second[3..]));
        Assert.Single(Sections(answer), section =>
            section.StartsWith("m=audio 9 ", StringComparison.Ordinal) && section.Contains("\r\na=recvonly\r\n", StringComparison.Ordinal));
        Assert.Single(Sections(answer), section => section.Contains("a=candidate:", StringComparison.Ordinal));
        Assert.All(Sections(answer), section =>
            Assert.Equal(section.Split(' ')[1] == "0", !section.Contains("a=ice-ufrag:", StringComparison.Ordinal)));
    }

    /// <summary>The words of every m= line.</summary>
    private static string[][] Media(string sdp) =>
        [.. sdp.Split('\n').Where(line => line.StartsWith("m=", StringComparison.Ordinal))
            .Select(line => line[2..].TrimEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private static string[] Sections(string sdp) => [.. sdp.Split("\r\nm=")[1..].Select(section => "m=" + section + "\r\n")];

    private static (string Kind, string Protocol) KindAndProtocol(string[] words) => (words[0], words[2]);

    [GeneratedRegex(@"\A([a-z]=[ -~]+\r\n)+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WholeLines();
}
