"""What stands around the article on invented news pages: menus, banners, teasers, comments, scripts, feet."""

NAV = """<header class="site-header"><a href="/" class="logo">The Harbour Courier</a>
<nav class="main-nav"><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/weather">Weather</a></li><li><a href="/subscribe">Subscribe now</a></li></ul></nav>
<form action="/search"><label>Search the archive</label><input name="q"></form></header>"""

CONSENT = """<div id="cookie-consent" class="consent-banner" role="dialog" aria-label="Your privacy">
<h2>We value your privacy</h2><p>We and our 847 partners store and access information on your device, such as cookies,
to show you personalised advertising and to measure what our readers like. You may change your choice at any time.</p>
<button>Accept all</button><button>Manage options</button></div>"""

RELATED = """<aside class="related"><h3>Related articles</h3><ul>
<li><a href="/a/1">Harbour master retires after thirty-one years at the pier</a></li>
<li><a href="/a/2">Why the price of herring has doubled since Christmas</a></li>
<li><a href="/a/3">Five walks for a rainy weekend on the coast</a></li></ul></aside>"""

COMMENTS = """<section id="comments" class="comments"><h3>Comments (2)</h3>
<div class="comment"><span class="author">gull_17</span><p>About time somebody said so, the mayor should be ashamed of
herself and so should everybody who voted for her.</p></div>
<div class="comment"><span class="author">old_salt</span><p>My grandfather would have had a word or two to say about
this, and none of them printable in a family newspaper.</p></div></section>"""

NEWSLETTER = """<div class="newsletter-signup"><h4>Never miss a story</h4><p>Get the best of the Courier in your inbox
every morning. You can unsubscribe whenever you like.</p><input type="email"><button>Sign up</button></div>"""

SHARE = """<div class="share-tools"><ul><li><a href="#">Share on Facebook</a></li><li><a href="#">Tweet</a></li>
<li><a href="#">Print this page</a></li></ul></div>"""

FOOT = """<footer class="site-footer"><ul><li><a href="/about">About us</a></li>
<li><a href="/terms">Terms of use</a></li>
<li><a href="/privacy">Privacy policy</a></li></ul><p>© 2024 Harbour Media Group. All rights reserved. Reproduction
without permission is forbidden.</p></footer>"""

SCRIPT = """<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments);}
gtag('config','UA-000','x');var ads={"slot":"top","text":"<p>An advertisement that is not text</p>"};</script>
<style>.lede{font-weight:bold} p{margin:0 0 1em}</style>
<noscript><img src="/pixel.gif" alt="tracking pixel"></noscript>"""
