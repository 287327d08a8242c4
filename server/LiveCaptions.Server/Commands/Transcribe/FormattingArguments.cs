using System.CommandLine;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>Options that say how words are written.</summary>
internal sealed class FormattingArguments
{
    private readonly Option<bool> _smart = new("--smart-format")
    {
        Description = "Write numbers, money, dates, times, percent, units, phone numbers and addresses as one writes them (English)"
    };
    private readonly Option<bool> _numerals = new("--numerals") { Description = "Write numbers in digits (English)" };
    private readonly Option<string?> _kinds = new("--format-kinds")
    {
        Description = "Only some of what --smart-format writes: numbers, money, dates, times, percent, units, phones, addresses",
        HelpName = "KIND,KIND"
    };
    private readonly Option<string?> _fillers = new("--fillers")
    {
        Description = "Um and uh: keep or remove (English)",
        HelpName = "keep|remove"
    };
    private readonly Option<string?> _profanity = new("--profanity")
    {
        Description = "Words that offend: keep, mask or remove (English)",
        HelpName = "keep|mask|remove"
    };
    private readonly Option<string[]> _replace = new("--replace")
    {
        Description = "Write TEXT instead of the words FIND; may be given again",
        HelpName = "FIND=TEXT"
    };
    private readonly Option<string?> _redact = new("--redact")
    {
        Description = "Hide numbers or addresses, also from the JSON",
        HelpName = "numbers,addresses"
    };
    private readonly Option<string?> _redactWords = new("--redact-words")
    {
        Description = "Hide these words, separated by commas",
        HelpName = "WORD,WORD"
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_smart, _numerals, _kinds, _fillers, _profanity, _replace, _redact, _redactWords])
        {
            command.Add(option);
        }
    }

    /// <exception cref="UsageException">One of them says what cannot be.</exception>
    public FormattingSettings? Read(ParseResult result)
    {
        var settings = new FormattingSettings
        {
            SmartFormat = result.GetValue(_smart) ? true : null,
            Numerals = result.GetValue(_numerals) ? true : null,
            Kinds = List(result.GetValue(_kinds)),
            Fillers = result.GetValue(_fillers),
            Profanity = result.GetValue(_profanity),
            Replacements = result.GetValue(_replace) is { Length: > 0 } pairs ? [.. pairs.Select(Parse)] : null,
            Redact = List(result.GetValue(_redact)),
            RedactWords = List(result.GetValue(_redactWords)),
        };
        if (FormattingRules.FindFault(settings) is { } fault)
        {
            throw new UsageException(fault.Detail);
        }

        return settings == new FormattingSettings() ? null : settings.Cleaned();
    }

    private static ReplacementSetting Parse(string pair) => pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
        ? new ReplacementSetting(pair[..equals], pair[(equals + 1)..])
        : throw new UsageException($"--replace takes FIND=TEXT, not '{pair}'.");

    private static string[]? List(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
