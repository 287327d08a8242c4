using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Commands;

/// <summary><c>keys</c>: makes, lists and revokes API keys, also while the server runs.</summary>
public static class KeysCommand
{
    public static Command Create(TimeProvider time) => new("keys", "Makes, lists and revokes API keys") { New(time), List(), Revoke(time) };

    private static Command New(TimeProvider time)
    {
        var scope = new Option<KeyScope>("--scope")
        {
            Description = "publish, view, admin, or several with commas",
            Required = true,
            HelpName = "SCOPES",
            CustomParser = ParseScope
        };
        var expires = new Option<TimeSpan?>("--expires")
        {
            Description = "How long it lasts, such as 12h or 30d (default: until revoked)",
            HelpName = "TIME",
            CustomParser = ParseTime
        };
        var name = new Option<string?>("--name") { Description = "What to call it", HelpName = "NAME" };
        var command = new Command("create", "Makes a key and prints it, once") { scope, expires, name };
        WithData(command, async (result, keys) =>
        {
            var lasts = result.GetValue(expires);
            var issued = await new KeyIssuer(keys, time).CreateAsync(new NewKey(
                result.GetValue(scope), lasts is { } span ? time.GetUtcNow() + span : null,
                CaptionText.Clean(result.GetValue(name) ?? "") is { Length: > 0 } called ? called : null));
            await result.InvocationConfiguration.Output.WriteLineAsync(issued.Key);
            return 0;
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the keys; the keys themselves are not kept");
        WithData(command, async (result, keys) =>
        {
            foreach (var key in await keys.ListAsync())
            {
                var state = key.RevokedAt is { } revoked ? $"revoked {Day(revoked)}"
                    : key.ExpiresAt is { } expires ? $"expires {Day(expires)}"
                    : "";
                await result.InvocationConfiguration.Output.WriteLineAsync(
                    $"{key.Id}  {key.Scopes,-18}  made {Day(key.CreatedAt)}  {state}  {key.Name}".TrimEnd());
            }

            return 0;
        });
        return command;
    }

    private static Command Revoke(TimeProvider time)
    {
        var id = new Argument<string>("ID") { Description = "As keys list names it" };
        var command = new Command("revoke", "Makes a key open nothing any more") { id };
        WithData(command, async (result, keys) =>
        {
            if (await keys.RevokeAsync(result.GetRequiredValue(id), time.GetUtcNow()))
            {
                return 0;
            }

            await result.InvocationConfiguration.Error.WriteLineAsync(
                $"livecaptions keys revoke: there is no key '{result.GetRequiredValue(id)}'; see livecaptions keys list");
            return 1;
        });
        return command;
    }

    private static void WithData(Command command, Func<ParseResult, KeyStore, Task<int>> run)
    {
        var data = DataOptions.Data();
        command.Add(data);
        command.Add(new Option<bool>("--verbose") { Description = "Stack traces with errors" });
        command.SetAction(async (result, cancellationToken) =>
        {
            using var database = await DataOptions.OpenAsync(result.GetValue(data), cancellationToken);
            return await run(result, new KeyStore(database));
        });
    }

    private static KeyScope ParseScope(ArgumentResult argument)
    {
        if (ApiKey.TryParseScopes(argument.Tokens[0].Value, ApiKey.KeyScopes, out var scopes))
        {
            return scopes;
        }

        argument.AddError($"Scope '{argument.Tokens[0].Value}' is not publish, view, admin, or several of them with commas.");
        return KeyScope.None;
    }

    private static TimeSpan? ParseTime(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Lifetime.TryParse(text, out var time))
        {
            return time;
        }

        argument.AddError($"Time '{text}' is not a number of hours or days such as 12h or 30d.");
        return null;
    }

    private static string Day(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
