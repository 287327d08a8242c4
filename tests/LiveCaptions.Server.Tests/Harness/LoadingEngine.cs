using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>An engine that takes its time.</summary>
public static class LoadingEngine
{
    /// <param name="loaded">The engine is there when this completes.</param>
    public static IServiceCollection AddLoadingEngine(this IServiceCollection services, Task loaded) =>
        services.AddSingleton(new LoadedEngine(async (_, cancellationToken) =>
        {
            await loaded.WaitAsync(cancellationToken);
            return new FakeRecognizer().ToEngine();
        }));
}
