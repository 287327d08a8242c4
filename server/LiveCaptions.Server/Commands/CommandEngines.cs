using LiveCaptions.Server.Cloud;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Commands;

/// <summary>
/// The engines that a command knows: those of this machine, and those at providers, by the same settings as the server's.
/// </summary>
public sealed class CommandEngines : IDisposable
{
    private const string Variables = "LIVECAPTIONS_";

    private readonly ServiceProvider _services;

    /// <exception cref="UsageException">A setting says what cannot be.</exception>
    public CommandEngines(IConfiguration configuration, TimeProvider time)
    {
        _services = new ServiceCollection()
            .AddSingleton(configuration)
            .AddSingleton(time)
            .AddSingleton(new OwnAddresses())
            .AddOptions<OutgoingOptions>().BindConfiguration("Outgoing").ValidateDataAnnotations().Services
            .AddCloudEngines()
            .BuildServiceProvider();
        try
        {
            Catalog = EngineCatalog.Default.With(_services.GetServices<IEngineFactory>());
        }
        catch (Exception fault) when (fault is OptionsValidationException or InvalidOperationException or UriFormatException)
        {
            _services.Dispose();
            throw new UsageException($"{Variables}Engines__…: {fault.Message}");
        }
    }

    public EngineCatalog Catalog { get; }

    /// <summary>As <c>LIVECAPTIONS_Engines__PROVIDER__NAME</c> say.</summary>
    /// <inheritdoc cref="CommandEngines(IConfiguration, TimeProvider)"/>
    public static CommandEngines FromEnvironment() =>
        new(new ConfigurationBuilder().AddEnvironmentVariables(Variables).Build(), TimeProvider.System);

    public void Dispose() => _services.Dispose();
}
