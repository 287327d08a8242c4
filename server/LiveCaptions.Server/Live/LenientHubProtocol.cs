using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace LiveCaptions.Server.Live;

/// <summary>
/// A protocol of SignalR whose callers may leave out arguments that have a default, and are told what is wrong with a call: SignalR by
/// itself wants every argument, of just the type, and says only that there was an error.
/// </summary>
internal sealed class LenientHubProtocol(IHubProtocol inner, HubMethods methods) : IHubProtocol
{
    /// <summary>More arguments than that are not counted.</summary>
    private const int MaxArguments = 16;

    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var start = input;
        if (!inner.TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        message = message switch
        {
            InvocationMessage call when methods.Find(call.Target) is { } parameters => Fit(call, parameters),
            InvocationBindingFailureMessage failure => Explain(failure, start, binder),
            _ => message,
        };
        return true;
    }

    private HubMessage Explain(InvocationBindingFailureMessage failure, ReadOnlySequence<byte> start, IInvocationBinder binder)
    {
        if (methods.Find(failure.Target) is not { } parameters)
        {
            return Refuse(failure.InvocationId, failure.Target, new HubException($"There is no such method; there are {methods}."));
        }

        return ReadAnyCall(start, binder, parameters) is { } call
            ? Fit(call, parameters)
            : Refuse(
                failure.InvocationId, failure.Target, new HubException($"It is called as {HubMethods.Show(failure.Target, parameters)}."));
    }

    /// <returns>The call with what arguments it has; null where they cannot be read.</returns>
    private InvocationMessage? ReadAnyCall(ReadOnlySequence<byte> start, IInvocationBinder binder, ParameterInfo[] parameters)
    {
        // Protocols read a call for a number of arguments only, and do not tell how many there are.
        for (var count = 0; count <= MaxArguments; count++)
        {
            var input = start;
            Type[] types = [.. Enumerable.Range(0, count)
                .Select(i => i < parameters.Length ? HubArgument.ReadAs(parameters[i]) : typeof(object))];
            if (inner.TryParseMessage(ref input, new ArgumentTypes(types, binder), out var message) && message is InvocationMessage call)
            {
                return call;
            }
        }

        return null;
    }

    private static HubMessage Fit(InvocationMessage call, ParameterInfo[] parameters)
    {
        try
        {
            return new InvocationMessage(call.InvocationId, call.Target, HubMethods.Fit(
                call.Target, parameters, call.Arguments), call.StreamIds) { Headers = call.Headers };
        }
        catch (HubException refusal)
        {
            return Refuse(call.InvocationId, call.Target, refusal);
        }
    }

    private static InvocationBindingFailureMessage Refuse(string? id, string target, HubException refusal) =>
        new(id, target, ExceptionDispatchInfo.Capture(refusal));

    private sealed class ArgumentTypes(Type[] types, IInvocationBinder binder) : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => binder.GetReturnType(invocationId);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => types;

        public Type GetStreamItemType(string streamId) => binder.GetStreamItemType(streamId);
    }
}
