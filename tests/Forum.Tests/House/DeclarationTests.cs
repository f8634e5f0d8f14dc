using System.Reflection;
using Forum.Foundation.Pipeline;

namespace Forum.Tests.House;

/// <summary>What every request declares.</summary>
public class DeclarationTests
{
    private static readonly Type[] Requests = [.. typeof(Program).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(MediatR.IRequest<>)))];

    private static bool Is(Type type, Type contract) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == contract);

    [Fact]
    public void Every_request_says_who_may()
    {
        Type[] ways = [typeof(RequiresAttribute), typeof(SignedInAttribute), typeof(AnyoneAttribute), typeof(PortalOnlyAttribute)];
        Assert.Empty(Requests.Where(r => ways.Count(w => r.IsDefined(w)) != 1).Select(r => r.Name));
    }

    [Fact]
    public void Every_command_is_an_official_act_or_says_why_not() =>
        Assert.Empty(Requests.Where(r => Is(r, typeof(ICommand<>)) && r.IsDefined(typeof(OfficialAttribute)) == r.IsDefined(typeof(NotOfficialAttribute))).Select(r => r.Name));

    [Fact]
    public void Every_request_has_one_handler()
    {
        var handled = typeof(Program).Assembly.GetTypes().SelectMany(t => t.GetInterfaces()).Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(MediatR.IRequestHandler<,>)).Select(i => i.GetGenericArguments()[0]).ToLookup(t => t);
        Assert.Empty(Requests.Where(r => handled[r].Count() != 1).Select(r => r.Name));
    }
}
