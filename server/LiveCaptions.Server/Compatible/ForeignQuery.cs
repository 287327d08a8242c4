using System.Globalization;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Compatible;

/// <summary>A foreign client's parameters; keeps the first fault.</summary>
/// <param name="values">Of a name, all that was given.</param>
internal sealed class ForeignQuery(Func<string, IReadOnlyList<string?>> values)
{
    public Refusal? Fault { get; private set; }

    /// <returns>Null where it was left out, or is empty.</returns>
    public string? Text(string name) => values(name) is [.., { Length: > 0 } last] ? last : null;

    public IReadOnlyList<string> Texts(string name) => [.. values(name).OfType<string>().Where(text => text.Length > 0)];

    /// <returns>Null where it was left out.</returns>
    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" or "True" => true,
        "false" or "False" => false,
        _ => Refuse<bool?>(name, $"{name} is true or false."),
    };

    /// <returns>Null where it was left out.</returns>
    public int? Number(string name, int min, int max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : Refuse<int?>(name, string.Create(
                CultureInfo.InvariantCulture, $"{name} '{CaptionText.Shown(text)}' is not a whole number from {min} to {max}."));
    }

    /// <summary>The parameter cannot be taken; what stands in its place does not matter then.</summary>
    public T? Refuse<T>(string name, string detail)
    {
        Fault ??= new Refusal(400, $"{name}_invalid", detail);
        return default;
    }
}
