using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace LiveCaptions.Server.Refusals;

/// <summary>
/// Trouble of the storage, at any route, is told as what it is: 507 where the disk is full, else 503, and when to try again.
/// </summary>
internal sealed partial class StorageProblems(ILogger<StorageProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (StorageFault.Of(exception) is not { } fault || httpContext.Response.HasStarted)
        {
            return false;
        }

        LogRefused(logger, fault.Code, fault.Line);
        await Problems.Of(fault, httpContext).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request failed, {Code}: {Line}")]
    private static partial void LogRefused(ILogger logger, string code, string line);
}
