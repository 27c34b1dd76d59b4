'use strict';
(() => {
    const byId = id => document.getElementById(id);
    const all = (selector, within = document) => [...within.querySelectorAll(selector)];
    const form = byId('filters');
    const text = byId('text');
    const selects = ['project', 'check', 'severity', 'history'].map(byId).filter(select => select);
    const attributes = { project: 'project', check: 'checks', severity: 'severity', history: 'history' };

    const items = all('.item').map(element => ({
        element,
        isCause: element.matches('.cause'),
        values: Object.fromEntries(selects.map(select => [select.id, element.dataset[attributes[select.id]]])),
        fold: element.querySelector('details.findings'),
    }));
    const groups = all('.group');
    const folds = all('main details');

    const wordsOf = element => element.textContent.toLowerCase();

    // Read once, when somebody searches: a page may have 10,000 rows.
    const learn = item => {
        if (item.words !== undefined) return;
        item.words = all('.words', item.element).map(wordsOf).join('\n');
        item.rows = all('.row', item.element).map(element => ({ element, words: wordsOf(element) }));
    };

    const isChosen = item => selects.every(select => select.value === ''
        || (select.id === 'project' || select.id === 'severity' ? item.values[select.id] === select.value
            : (item.values[select.id] ?? '').split(' ').includes(select.value)));

    const showRows = (item, terms) => {
        let found = 0;
        for (const row of item.rows) {
            const fits = terms.every(term => item.words.includes(term) || row.words.includes(term));
            row.element.hidden = !fits;
            if (fits) found++;
        }
        return found;
    };

    const search = (item, terms) => {
        if (terms.length === 0) {
            item.rows?.forEach(row => { row.element.hidden = false; });
            if (item.wasOpened) item.fold.open = false;
            item.wasOpened = false;
            return true;
        }
        learn(item);
        if (terms.every(term => item.words.includes(term))) {
            item.rows.forEach(row => { row.element.hidden = false; });
            return true;
        }
        const found = showRows(item, terms);
        if (found > 0 && !item.fold.open) item.fold.open = item.wasOpened = true;
        return found > 0;
    };

    const number = (count, one, many) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

    const say = (terms, shown) => {
        const causes = items.filter(item => item.isCause).length;
        const others = items.length - causes;
        const isAll = terms.length === 0 && selects.every(select => select.value === '');
        const [cause, other] = [isAll ? '' : `${shown.causes.toLocaleString('en')} of `, isAll ? '' : `${shown.others.toLocaleString('en')} of `];
        byId('hits').textContent = `${cause}${number(causes, 'cause', 'causes')}`
            + `${others > 0 ? ` and ${other}${number(others, 'other entry', 'other entries')}` : ''} shown.`;
    };

    const filter = () => {
        const terms = text.value.toLowerCase().split(/\s+/).filter(term => term);
        const shown = { causes: 0, others: 0 };
        for (const item of items) {
            const isShown = isChosen(item) && search(item, terms);
            item.element.hidden = !isShown;
            if (isShown) shown[item.isCause ? 'causes' : 'others']++;
        }
        for (const group of groups) group.hidden = !group.querySelector('.item:not([hidden])');
        say(terms, shown);
    };

    form.addEventListener('input', filter);
    form.addEventListener('change', filter);
    form.addEventListener('submit', event => event.preventDefault());
    form.addEventListener('reset', () => setTimeout(filter));
    byId('open').addEventListener('click', () => folds.forEach(fold => { fold.open = true; }));
    byId('close').addEventListener('click', () => folds.forEach(fold => { fold.open = false; }));

    const copy = async code => {
        try {
            await navigator.clipboard.writeText(code.textContent);
            return true;
        } catch {
            // Not every browser gives the clipboard to a file.
            getSelection().selectAllChildren(code);
            return document.execCommand('copy');
        }
    };

    document.addEventListener('click', async event => {
        const button = event.target.closest?.('.copy');
        if (!button) return;
        const isCopied = await copy(button.parentElement.querySelector('code'));
        button.dataset.said = isCopied ? 'Copied' : 'Select and copy it by hand';
        byId('said').textContent = isCopied ? 'The queries were copied.' : 'The queries could not be copied.';
        setTimeout(() => { delete button.dataset.said; byId('said').textContent = ''; }, 3000);
    });

    form.hidden = items.length === 0;
    if (!form.hidden) filter();
    all('.copy').forEach(button => { button.hidden = false; });
})();
