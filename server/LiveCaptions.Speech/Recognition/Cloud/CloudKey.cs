namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>The key of a provider.</summary>
internal static class CloudKey
{
    /// <param name="setting">The environment variable that has it.</param>
    /// <exception cref="EngineUnavailableException">There is none.</exception>
    public static void Require(CloudAccess access, string engine, string setting)
    {
        // Who runs a server of that kind on a machine of their own may need none.
        if (access.Key is null && !access.Address.IsLoopback)
        {
            throw new EngineUnavailableException($"Engine '{engine}' needs a key. Set {setting} to that of your account.");
        }
    }
}
