using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Api;

/// <summary>Refuses what would be stored while the disk is nearly full: what is left is for what is live.</summary>
internal sealed class RoomFilter(StorageHealth storage) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        storage.FindObstacle() is { } nearlyFull ? Problems.Of(nearlyFull, context.HttpContext) : await next(context);
}
