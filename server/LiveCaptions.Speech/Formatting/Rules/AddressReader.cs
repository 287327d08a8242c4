using System.Text;

namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>
/// Reads addresses as they are spelled: <c>dot</c>, <c>at</c>, <c>slash</c>, <c>dash</c>, <c>underscore</c> between words, letters and
/// digits one by one.
/// An address ends with a top level domain that we know.
/// </summary>
internal static class AddressReader
{
    private const int MostTokens = 40;

    /// <summary>Words of a domain behind <c>at</c> that are written together.</summary>
    private const int MostDomainWords = 3;

    private static readonly HashSet<string> TopLevels =
    [
        "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "io", "ai", "app", "dev", "tv", "fm", "me", "co", "uk", "us", "ca",
        "au", "nz", "ie", "de", "fr", "es", "it", "nl",
        "be", "ch", "at", "se", "no", "dk", "fi", "pl", "cz", "pt", "gr", "ru", "ua", "in", "jp", "cn", "kr", "br", "mx", "za", "eu",
        "tech", "online", "shop", "blog", "news", "museum",
    ];

    /// <summary>Words that no address begins with: the dot com boom.</summary>
    private static readonly HashSet<string> NoLabels =
    [
        "the", "a", "an", "this", "that", "these", "those", "our", "your", "my", "his", "her", "their", "its", "every", "each", "and",
        "or", "of", "to", "in", "on", "is", "was", "are", "were", "be",
        "dot", "at", "with", "from", "for", "by", "as", "but", "if", "so", "slash", "dash", "hyphen", "underscore", "plus", "colon",
        "point", "e-mail", "email", "address", "website", "http", "https",
    ];

    /// <summary>Words that stand before an address's <c>at</c> and are no part of it: find us at example dot com.</summary>
    private static readonly HashSet<string> NoLocalParts =
    [
        "us", "me", "him", "them", "it", "you", "i", "we", "they", "he", "she", "look", "looking", "looked", "find", "found", "visit",
        "available", "online", "more", "here", "there", "live", "work",
        "works", "working", "worked", "up", "shop", "book", "information", "details", "read", "sign", "subscribe", "out", "over", "now",
        "today", "register", "learn", "website", "page", "site", "starts",
    ];

    /// <returns>The address that the phrase begins with, tokens and text; null for none.</returns>
    public static (int Count, string Text)? Read(Phrase phrase)
    {
        var isSpelled = phrase[0] == "a" && phrase[1] is { Length: 1 };
        if (NoLabels.Contains(phrase[0]) && phrase[0] is not ("http" or "https") && !isSpelled)
        {
            return null;
        }

        return ReadMail(phrase) ?? ReadWeb(phrase);
    }

    private static (int Count, string Text)? ReadMail(Phrase phrase)
    {
        var local = new StringBuilder();
        var at = 0;
        while (ReadLabel(phrase, at, mayBeWords: false) is { } label)
        {
            local.Append(label.Text);
            at += label.Count;
            if (Separator(phrase[at]) is not { } separator)
            {
                break;
            }

            local.Append(separator);
            at++;
        }

        if (at == 0 || !(phrase[at] is "at" or "@") || (at == 1 && NoLocalParts.Contains(phrase[0]))
            || ReadDomain(phrase, at + 1, mayBeWords: true) is not { } domain)
        {
            return null;
        }

        return (at + 1 + domain.Count, $"{local}@{domain.Text}");
    }

    private static (int Count, string Text)? ReadWeb(Phrase phrase)
    {
        var (text, at) = ("", 0);
        if (phrase[0] is "http" or "https")
        {
            if (phrase[1] != "colon" || phrase[2] != "slash" || phrase[3] != "slash")
            {
                return null;
            }

            (text, at) = ($"{phrase[0]}://", 4);
        }

        var www = phrase[at] is "www" ? 1 : phrase[at] is "w" && phrase[at + 1] == "w" && phrase[at + 2] == "w" ? 3
            : phrase[at] is "triple" && phrase[at + 1] == "w" ? 2 : 0;
        if (www > 0)
        {
            at += www + (phrase[at + www] == "dot" ? 1 : 0);
            text += "www.";
        }

        if ((www == 0 && NoLabels.Contains(phrase[at])) || ReadDomain(phrase, at, mayBeWords: www > 0) is not { } domain)
        {
            return null;
        }

        var path = ReadPath(phrase, at + domain.Count);
        return (at + domain.Count + path.Count, text + domain.Text + path.Text);
    }

    /// <summary>Labels with dots between, the last of which is a top level domain.</summary>
    private static (int Count, string Text)? ReadDomain(Phrase phrase, int from, bool mayBeWords)
    {
        (int Count, string Text)? found = null;
        var text = new StringBuilder();
        var (at, isFirst) = (from, true);
        while (at - from < MostTokens && ReadLabel(phrase, at, mayBeWords && isFirst) is { } label)
        {
            text.Append(label.Text);
            at += label.Count;
            var isTopLevel = !isFirst && label.Count == 1 && TopLevels.Contains(label.Text);
            found = isTopLevel ? (at - from, text.ToString()) : found;
            isFirst = isFirst && phrase[at] is not "dot";
            var separator = phrase[at] switch { "dot" => ".", "dash" or "hyphen" => "-", _ => null };
            if (separator is null)
            {
                break;
            }

            text.Append(separator);
            at++;
        }

        // One that a recogniser wrote itself, with something spoken behind it.
        return found ?? (phrase[from] is { } word && IsWrittenDomain(word) && phrase[from + 1] == "slash" ? (1, word) : null);
    }

    private static (int Count, string Text) ReadPath(Phrase phrase, int from)
    {
        var text = new StringBuilder();
        var at = from;
        var length = 0;
        while (at - from < MostTokens)
        {
            var forward = phrase[at] == "forward" ? 1 : 0;
            var separator = PathSeparator(phrase[at + forward]);
            if (separator is null || (text.Length == 0 && separator != '/')
                || ReadLabel(phrase, at + forward + 1, mayBeWords: false) is not { } label)
            {
                break;
            }

            text.Append(separator).Append(label.Text);
            at += forward + 1 + label.Count;
            length = at - from;
        }

        return (length, text.ToString());
    }

    /// <summary>A word, with digits behind it; letters and digits one by one; behind <c>at</c> some words up to the dot.</summary>
    private static (int Count, string Text)? ReadLabel(Phrase phrase, int from, bool mayBeWords)
    {
        var text = new StringBuilder();
        var at = from;
        while (at - from < MostTokens && (Spelled(phrase, at) ?? Number(phrase, at)) is { } piece)
        {
            text.Append(piece.Text);
            at += piece.Count;
        }

        if (at == from)
        {
            if (!IsLabel(phrase[at]) && !(mayBeWords && phrase[at] is "my" or "our" or "your" or "the"))
            {
                return null;
            }

            text.Append(phrase[at]);
            at++;
            if (mayBeWords)
            {
                while (at - from < MostDomainWords && phrase[at] != "dot" && IsLabel(phrase[at]))
                {
                    text.Append(phrase[at]);
                    at++;
                }
            }

            while (Number(phrase, at) is { } number)
            {
                text.Append(number.Text);
                at += number.Count;
            }
        }

        return (at - from, text.ToString());
    }

    private static (int Count, string Text)? Spelled(Phrase phrase, int at) => phrase[at] switch
    {
        "double" when phrase[at + 1] is [>= 'a' and <= 'z'] letter => (2, letter + letter),
        [>= 'a' and <= 'z'] letter => (1, letter),
        _ => null,
    };

    private static (int Count, string Text)? Number(Phrase phrase, int at) =>
        NumberReader.ReadBelowHundred(phrase.Words, at) is { } number ? (number.Count, number.PlainText)
        : phrase[at].Length is > 0 and <= 10 && !phrase[at].AsSpan().ContainsAnyExceptInRange('0', '9') ? (1, phrase[at])
        : null;

    private static bool IsLabel(string word) =>
        word.Length > 1 && char.IsAsciiLetterOrDigit(word[0]) && !NoLabels.Contains(word)
            && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static char? Separator(string word) => word switch
    {
        "dot" or "point" => '.',
        "dash" or "hyphen" or "minus" => '-',
        "underscore" => '_',
        "plus" => '+',
        _ => null,
    };

    private static char? PathSeparator(string word) => word == "slash" ? '/' : Separator(word);

    /// <summary>Whether a word is an address already: has an at sign, or dots and a top level domain behind them.</summary>
    public static bool IsWritten(string word) => word.Length > 2 && (word.IndexOf('@', 1) is > 0 and var at && at < word.Length - 1
        || word.Contains("://", StringComparison.Ordinal) || word.StartsWith("www.", StringComparison.Ordinal)
            || IsWrittenDomain(word.Split('/', '?', '#', ':')[0]));

    private static bool IsWrittenDomain(string word) =>
        word.LastIndexOf('.') is > 0 and var dot && TopLevels.Contains(word[(dot + 1)..]) && char.IsAsciiLetterOrDigit(word[0])
        && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');
}
