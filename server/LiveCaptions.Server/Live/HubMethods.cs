using System.Reflection;
using Microsoft.AspNetCore.SignalR;

namespace LiveCaptions.Server.Live;

/// <summary>What the methods of a hub take, by name as clients call them.</summary>
internal sealed class HubMethods(Type hub)
{
    private readonly SortedDictionary<string, ParameterInfo[]> _methods = new(
        hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition().DeclaringType == hub)
            .ToDictionary(method => method.Name, method => method.GetParameters()),
        StringComparer.OrdinalIgnoreCase);

    /// <returns>Null where the hub has no such method.</returns>
    public ParameterInfo[]? Find(string method) => _methods.GetValueOrDefault(method);

    /// <summary>All of them, as a caller writes them: <c>Unwatch(sessionId) and Watch(sessionId, afterSeq?)</c>.</summary>
    public override string ToString() => string.Join(" and ", _methods.Select(method => Show(method.Key, method.Value)));

    /// <param name="given">What a caller gave, in order; parameters with a default may be left out at the end.</param>
    /// <exception cref="HubException">What is wrong with it, for the caller to read.</exception>
    public static object?[] Fit(string method, ParameterInfo[] parameters, IReadOnlyList<object?> given)
    {
        if (given.Count > parameters.Length || given.Count < parameters.Count(parameter => !parameter.HasDefaultValue))
        {
            throw new HubException($"It is called as {Show(method, parameters)}; there were {given.Count} arguments.");
        }

        return [.. parameters.Select((parameter, i) => i < given.Count ? HubArgument.Fit(parameter, given[i]) : parameter.DefaultValue)];
    }

    public static string Show(string method, ParameterInfo[] parameters) =>
        $"{method}({string.Join(", ", parameters.Select(parameter => parameter.HasDefaultValue ? $"{parameter.Name}?" : parameter.Name))})";
}
