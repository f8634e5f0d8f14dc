namespace Forum.Demo.Crowd;

/// <summary>What a concern of the crowd is about, and how it is answered.</summary>
public sealed record Trouble(string Category, string What, string Asks, string Answer, string Done);

/// <summary>The troubles that come back in every building.</summary>
public static class Troubles
{
    public static readonly IReadOnlyList<string> Spots = ["一单元", "二单元", "三单元", "地下车库", "顶楼", "东侧步道", "北门岗亭旁", "儿童乐园", "分类亭", "活动室", "电梯厅", "楼后小路", "花园里", "快递柜旁"];

    public static readonly IReadOnlyList<string> Since = ["已经一个多星期了", "从上个月就这样", "昨晚又是一次", "这是今年第三回", "下过雨以后更厉害", "物业说过要来，一直没来", "邻居们都看见了"];

    public static readonly IReadOnlyList<Trouble> All =
    [
        new("facilities", "的灯不亮", "晚上回来看不清路，请尽快换。", "看过了，是感应头坏了，已领料。", "换了感应头，前后三层一并查过。"),
        new("facilities", "积水排不出去", "老人走过去要踩着砖头，请疏通一下。", "排水口堵了，下午来通。", "通了管，捞出两袋树叶，装了滤网。"),
        new("environment", "堆了装修垃圾", "味道大，还有钉子，孩子常从这里过。", "查到是哪一户，约好明天清走。", "清走了，请装修队写了保证。"),
        new("environment", "有一股下水道的味道", "开窗就闻到，请找找从哪里来的。", "怀疑是地漏干了，先灌水看看。", "换了防臭地漏，味道没了。"),
        new("safety", "停满了电动车，门只能开一半", "万一着火出不来，请清一清。", "今天贴了告示，明天起劝离。", "清了通道，划了停车线。"),
        new("safety", "的地砖松了，绊倒过人", "昨天一位阿姨差点摔了。", "先放了警示牌，工人后天到。", "重新铺了十二块砖。"),
        new("property", "的门禁总是打不开", "刷好几次才响一下，下雨天站在外面淋。", "读卡头老化，已订货。", "换了读卡头，备用卡也试过。"),
        new("property", "没有人打扫", "烟头和传单好几天了。", "这一片换了人，漏排了班，今天补上。", "排班表贴出来了，一天两次。"),
        new("health", "蚊子特别多", "孩子腿上都是包，请消杀一次。", "约了消杀，周五傍晚做。", "消杀做了，积水的花盆也倒了。"),
        new("culture", "晚上打牌吵到很晚", "不是不让打，能不能十点以后小声些？", "和几位牌友谈过，答应十点收。", "桌子挪到凉亭，十点熄灯。"),
        new("education", "的宣传栏还是去年的", "想看看暑假有什么班，什么也没有。", "这周更新，同时发到这里。", "换了新的，留了报名电话。"),
        new("other", "的信箱锁坏了，信被人翻", "里面有银行寄来的信，不放心。", "锁统一换，先把信送到门上。", "换了二十四把锁，钥匙当面交。"),
    ];
}
