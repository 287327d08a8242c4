namespace LiveCaptions.Server.Storage;

/// <summary>Something could not be stored now, though it may be later.</summary>
public sealed class StorageException(StorageFault fault, Exception? inner = null) : Exception(fault.Line, inner)
{
    public StorageFault Fault => fault;
}
