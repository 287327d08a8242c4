using System.Reflection;
using System.Reflection.Emit;

namespace LiveCaptions.Server.Tests.Architecture;

/// <summary>Who uses whom in an assembly, as compiled: its rooms are the first folders below its own, which are namespaces.</summary>
internal sealed class RoomGraph
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    private readonly Assembly _assembly;

    // An example for each.
    private readonly Dictionary<(string From, string To), string> _uses = [];

    private RoomGraph(Assembly assembly)
    {
        _assembly = assembly;
        foreach (var type in assembly.GetTypes().Where(IsOurs))
        {
            foreach (var used in UsedBy(type).SelectMany(Parts))
            {
                if (used.Assembly == assembly && IsOurs(used) && RoomOf(used) != RoomOf(type))
                {
                    _uses.TryAdd((RoomOf(type), RoomOf(used)), $"{type.Name}: {used.Name}");
                }
            }
        }
    }

    /// <summary>Rooms that know each other, be it around others; with an example of each step.</summary>
    public static IReadOnlyList<string> CirclesIn(Assembly assembly)
    {
        var graph = new RoomGraph(assembly);
        return [.. graph._uses.Where(use => graph.Reaches(use.Key.To, use.Key.From))
            .Select(use => $"{use.Key.From} → {use.Key.To} ({use.Value})").Order(StringComparer.Ordinal)];
    }

    private bool Reaches(string from, string to)
    {
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal) { from }, new Queue<string>([from]));
        while (open.TryDequeue(out var room))
        {
            foreach (var next in _uses.Keys.Where(use => use.From == room).Select(use => use.To).Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }

        return seen.Contains(to) && from != to;
    }

    /// <summary>What the compiler makes for itself has no namespace, as the entry; what is generated has another.</summary>
    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("LiveCaptions.", StringComparison.Ordinal) == true;

    private string RoomOf(Type type)
    {
        var below = type.Namespace![Math.Min(type.Namespace!.Length, _assembly.GetName().Name!.Length)..].TrimStart('.');
        return below.Split('.')[0] is { Length: > 0 } room ? room : "(root)";
    }

    private static IEnumerable<Type> UsedBy(Type type)
    {
        var signatures = type.GetInterfaces().Append(type.BaseType)
            .Concat(type.GetFields(All).Select(field => field.FieldType))
            .Concat(type.GetCustomAttributesData().Select(attribute => attribute.AttributeType));
        var methods = type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).ToList();
        return signatures.Concat(methods.SelectMany(UsedBy)).OfType<Type>();
    }

    private static IEnumerable<Type?> UsedBy(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType)
        .Append((method as MethodInfo)?.ReturnType)
        .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])
        .Concat(MembersIn(method).SelectMany(member => member switch
        {
            Type type => [type],
            MethodInfo { IsGenericMethod: true } generic => [generic.DeclaringType, .. generic.GetGenericArguments()],
            _ => new[] { member.DeclaringType },
        }));

    private static IEnumerable<MemberInfo> MembersIn(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var i = 0; i < code.Length;)
        {
            var opCode = code[i] == 0xFE ? Codes[unchecked((short)(0xFE00 | code[i + 1]))] : Codes[code[i]];
            i += opCode.Size;
            if (opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok
                && method.Module.ResolveMember(BitConverter.ToInt32(code, i), typeArguments, methodArguments) is { } member)
            {
                yield return member;
            }

            i += opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, i)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType
        ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];
}
