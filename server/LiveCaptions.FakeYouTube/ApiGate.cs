using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.FakeYouTube;

/// <summary>
/// What every request to the API goes through, in this order: slowness, the token (401), too many (429), the quota (403). From then
/// on it costs its units, whatever comes of it.
/// </summary>
internal sealed class ApiGate(FakeAccounts accounts, FakeQuota quota, FaultDice faults, FakeOptions options)
{
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private int _errors;

    /// <summary>Requests that got past the quota, by name of the call.</summary>
    public IReadOnlyDictionary<string, int> Calls => _calls;

    public async Task RunAsync(HttpContext context, string call, int cost, Func<FakeCaller, ValueTask<FakeAnswer>> act)
    {
        await SlowAsync(context);
        if (CallerOf(context) is not { } caller)
        {
            await SendAsync(context, FakeAnswer.Error(401, "authError", "Invalid Credentials"));
            return;
        }

        var fault = faults.Next(call);
        if (fault == FakeFault.TooMany)
        {
            await SendAsync(context, FakeAnswer.Error(429, "rateLimitExceeded", "Too many requests."));
            return;
        }

        if (!quota.TrySpend(caller.Project, cost))
        {
            await SendAsync(
                context, FakeAnswer.Error(403, "quotaExceeded", "The request cannot be completed because you have exceeded your quota."));
            return;
        }

        _calls.AddOrUpdate(call, 1, (_, count) => count + 1);
        if (fault is FakeFault.ServerError or FakeFault.ExpiredUpload)
        {
            await SendServerErrorAsync(context);
            return;
        }

        if (fault == FakeFault.BrokenLine)
        {
            context.Abort();
            return;
        }

        await AnswerAsync(context, await act(caller), isLost: fault == FakeFault.LostReply);
    }

    public Task SlowAsync(HttpContext context) =>
        options.Slowness > TimeSpan.Zero ? Task.Delay(options.Slowness, TimeProvider.System, context.RequestAborted) : Task.CompletedTask;

    public FakeFault FaultOf(string call) => faults.Next(call);

    public Task SendServerErrorAsync(HttpContext context)
    {
        int[] statuses = [500, 502, 503];
        var status = statuses[Interlocked.Increment(ref _errors) % statuses.Length];
        return SendAsync(context, FakeAnswer.Error(status, "backendError", "Backend Error"));
    }

    public static async Task AnswerAsync(HttpContext context, FakeAnswer answer, bool isLost)
    {
        if (isLost)
        {
            context.Abort();
            return;
        }

        await SendAsync(context, answer);
    }

    public static async Task SendAsync(HttpContext context, FakeAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Json is { } json)
        {
            context.Response.ContentType = "application/json; charset=UTF-8";
            await context.Response.WriteAsync(json.ToJsonString(), context.RequestAborted);
        }
        else if (answer.Body is { } body)
        {
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private FakeCaller? CallerOf(HttpContext context)
    {
        const string bearer = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(bearer, StringComparison.Ordinal) ? accounts.Find(header[bearer.Length..]) : null;
    }
}
