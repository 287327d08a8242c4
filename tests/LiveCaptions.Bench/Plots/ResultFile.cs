using System.Text.Json;

namespace LiveCaptions.Bench.Plots;

/// <summary>A file that a bench wrote with <c>--json</c>.</summary>
/// <param name="Name">The file's, without its ending.</param>
/// <param name="Engine">Empty where no engine is measured.</param>
/// <param name="Machine">Cores and their name.</param>
internal sealed record ResultFile(string Name, string Bench, DateTimeOffset Date, string Engine, string Machine, JsonElement Figures)
{
    /// <exception cref="FormatException">It is no such file; the message says what is missing.</exception>
    public static ResultFile Parse(string name, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement.Clone();
            var machine = root.GetProperty("machine");
            return new ResultFile(
                name,
                root.GetProperty("bench").GetString()!,
                root.GetProperty("date").GetDateTimeOffset(),
                root.TryGetProperty("engine", out var engine) ? engine.GetString()! : "",
                $"{machine.GetProperty("cores").GetInt32()} × {machine.GetProperty("cpu").GetString()}",
                root.GetProperty("figures"));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException("it is no JSON object with bench, machine, date and figures", e);
        }
    }

    /// <summary>
    /// A figure by its path, such as <c>wer.rate</c>; <c>0</c> is the first of a list, <c>*</c> sums what is in a list or an object.
    /// </summary>
    /// <returns>Null where there is no such number.</returns>
    public double? Find(string path) => Find(Figures, path.Split('.'));

    /// <summary>The list of that name; empty where there is none.</summary>
    public IEnumerable<JsonElement> List(string name) =>
        Figures.ValueKind == JsonValueKind.Object && Figures.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : [];

    public static double? Find(JsonElement element, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            return element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null;
        }

        if (path[0] != "*")
        {
            return Step(element, path[0]) is { } next ? Find(next, path[1..]) : null;
        }

        double? sum = null;
        foreach (var part in Parts(element))
        {
            sum = Find(part, path[1..]) is { } value ? (sum ?? 0) + value : sum;
        }

        return sum;
    }

    private static JsonElement? Step(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty(name, out var member) => member,
        JsonValueKind.Array when int.TryParse(name, out var index) && index < element.GetArrayLength() => element[index],
        _ => null,
    };

    private static IEnumerable<JsonElement> Parts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Select(member => member.Value),
        JsonValueKind.Array => element.EnumerateArray(),
        _ => [],
    };
}
