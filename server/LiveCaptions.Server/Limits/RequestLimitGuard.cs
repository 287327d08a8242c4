namespace LiveCaptions.Server.Limits;

/// <summary>
/// Refuses requests that are too many. Not ASP.NET's middleware for this: that makes a limiter of its own for policies, which we have none
/// of, and never disposes of it, so that its timer keeps all of a host that was stopped.
/// </summary>
internal sealed class RequestLimitGuard(RequestDelegate next, RequestLimits limits)
{
    public async Task InvokeAsync(HttpContext context)
    {
        using var lease = limits.Acquire(context);
        await (lease.IsAcquired ? next(context) : LimitRefusal.RejectAsync(context, lease));
    }
}
